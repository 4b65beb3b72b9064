"""Dates and times as people and programs write them.

A format names the order of the parts, whatever stands between them: ``d/m/y`` reads 3/4/2024, 03.04.2024 and
03-04-2024, with or without a time. Words may follow it: ``12h`` (am and pm), ``zoned`` (an offset or zone stands at
the end), ``BE`` (years of the Buddhist era, 543 ahead), and those of :mod:`~keyfunnel.intake.typing.plain`.
"""

from dataclasses import dataclass

from keyfunnel.intake.typing.formats import DRESS, split_format
from keyfunnel.intake.typing.months import month_sql
from keyfunnel.intake.typing.words import literal

_SPACE = "\\s\u00a0\u202f"
# Letters are written as what isn't anything else: a class of all letters takes RE2 tens of milliseconds to compile.
_WEEKDAY = rf"(?:[^0-9{_SPACE}]+[{_SPACE}]+)?"
_NAME = rf"([^-/,.0-9{_SPACE}][^-/,0-9{_SPACE}]+)"
_CLOCK = r"([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?)"
_HALF = rf"(?:([AaPp])\.?[{_SPACE}]?[Mm]\.?)?(?:Uhr|uur|óra|น\.?|h\b)?"
_OFFSET = r"([Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?(?:\s*\([^)]*\))?"
# Three groups: the time, a or p, the zone.
_END = rf"(?:[{_SPACE}T,]+(?:at |um |às |a las )?{_CLOCK}[{_SPACE}]*{_HALF}[{_SPACE}]*{_OFFSET})?[{_SPACE},.]*$"
_SEP = rf"[-/.{_SPACE}]+"
_DIGITS, _BETWEEN = "0123456789", "-/.,年º' \t\n\r\f\v\u00a0\u202f"
# Years of the Republic of China, 1911 behind, as Taiwan counts them: 民國113年3月15日, 113/03/15.
_REPUBLIC = rf"(?:(?:中[華华])?民[國国][{_SPACE}]*)?"
_Y4, _Y2, _D = "([0-9]{4})", "([0-9]{2})", "([0-9]{1,2})"


@dataclass(frozen=True)
class _Order:
    """``pattern`` has a group for each part in the order of ``parts``, and three for the time, a or p, and the zone."""

    pattern: str
    parts: str  # of y (4 digits), s (2 digits), r (3 digits, of the Republic), m, n (name of the month), d


_ORDERS: dict[str, _Order] = {
    "y/m/d": _Order(rf"^{_Y4}[-/.年{_SPACE}]+{_D}[-/.月{_SPACE}]+{_D}[日.]?{_END}", "ymd"),
    "roc/m/d": _Order(rf"^{_REPUBLIC}(1[0-9]{{2}})[-/.年{_SPACE}]+{_D}[-/.月{_SPACE}]+{_D}[日.]?{_END}", "rmd"),
    "d/m/y": _Order(rf"^{_WEEKDAY}{_D}{_SEP}{_D}{_SEP}{_Y4}{_END}", "dmy"),
    "m/d/y": _Order(rf"^{_WEEKDAY}{_D}{_SEP}{_D}{_SEP}{_Y4}{_END}", "mdy"),
    "d/m/yy": _Order(rf"^{_WEEKDAY}{_D}{_SEP}{_D}{_SEP}{_Y2}{_END}", "dms"),
    "m/d/yy": _Order(rf"^{_WEEKDAY}{_D}{_SEP}{_D}{_SEP}{_Y2}{_END}", "mds"),
    "d mon y": _Order(
        rf"^{_WEEKDAY}{_D}[-/.º{_SPACE}]*(?:de |of )?{_NAME}[-/.,{_SPACE}]*(?:de |del )?{_Y4}{_END}", "dny"
    ),
    "d mon yy": _Order(rf"^{_WEEKDAY}{_D}[-/.{_SPACE}]*{_NAME}[-/.,'{_SPACE}]*{_Y2}{_END}", "dns"),
    "mon d y": _Order(rf"^{_WEEKDAY}{_NAME}[-/.{_SPACE}]*{_D}(?:st|nd|rd|th)?,?[-/{_SPACE}]+{_Y4}{_END}", "ndy"),
    "y mon d": _Order(rf"^{_Y4}[-/.,{_SPACE}]*{_NAME}[-/.{_SPACE}]*{_D}{_END}", "ynd"),
    "y/m": _Order(rf"^{_Y4}[-/年{_SPACE}]+{_D}[月.]?{_END}", "ym"),
    "m/y": _Order(rf"^{_D}[-/]{_Y4}{_END}", "my"),
    "mon y": _Order(rf"^{_NAME}[-/.,{_SPACE}]*(?:de )?{_Y4}{_END}", "ny"),
    "yyyymmdd": _Order(rf"^([0-9]{{4}})([0-9]{{2}})([0-9]{{2}}){_END}", "ymd"),
}
ISO = "y-m-d"
_YEARS = {"y": (4,), "r": (3,)}  # how many digits a year in front has
EPOCH_SECONDS, EPOCH_MILLISECONDS, SPREADSHEET = "epoch seconds", "epoch milliseconds", "spreadsheet days"
# For columns in which people wrote dates each in their own way: whichever of these orders a cell has.
_MEMBERS: dict[str, tuple[str, ...]] = {
    f"any {order}": ("y/m/d", order, f"{order}y", "d mon y", "d mon yy", "mon d y", "y mon d")
    for order in ("d/m/y", "m/d/y")
}
ANY: tuple[str, ...] = tuple(_MEMBERS)
DATE_FORMATS: tuple[str, ...] = (ISO, *_ORDERS, *ANY, EPOCH_SECONDS, EPOCH_MILLISECONDS, SPREADSHEET)
_LAST_SECOND = 253402300799  # the end of the year 9999

HALF_DAY = rf"{_CLOCK}[{_SPACE}]*[AaPp]\.?[{_SPACE}]?[Mm]"
ZONE = rf"{_CLOCK}[{_SPACE}]*{_HALF}[{_SPACE}]*(?:[Zz]|UTC|GMT|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)(?:\s*\([^)]*\))?$"
BUDDHIST = "(?:^|[^0-9])(2[456][0-9]{2})(?:[^0-9]|$)"


def date_pattern(order: str) -> str:
    """What dates of this order look like. Valid for both RE2 and Python."""
    if order in _MEMBERS:
        return "|".join(_ORDERS[member].pattern for member in _MEMBERS[order])
    return _ORDERS["y/m/d" if order == ISO else order].pattern


def begins_so(cell: str, order: str) -> bool:
    """Whether ``cell`` begins as dates of this order do. Most cells that are none don't, and are told without the
    pattern, which takes longer to compile than a small file to read."""
    if order in _MEMBERS:
        return any(begins_so(cell, member) for member in _MEMBERS[order])
    known = _ORDERS["y/m/d" if order == ISO else order]
    cell = cell.lstrip("中華华民國国 ") if known.parts[0] == "r" else cell
    digits = len(cell) - len(cell.lstrip(_DIGITS))
    if known.parts[0] == "r" and cell[:1] != "1":
        return False
    if order == "yyyymmdd":
        return digits == 8
    if known.parts[0] == "n" or digits == 0:
        return digits == 0 and known.pattern.startswith((f"^{_WEEKDAY}", f"^{_NAME}"))
    beyond = cell[digits:].lstrip(_BETWEEN)[:1]
    return (
        digits in _YEARS.get(known.parts[0], (1, 2))
        and beyond != ""
        and ((beyond in _DIGITS) != (known.parts[1] == "n"))
    )


def members(order: str) -> tuple[str, ...]:
    """The orders that a cell in ``order`` may have."""
    return _MEMBERS.get(order, (order,))


def timestamp_sql(sql: str, format_: str, timezone: str) -> str:
    """``sql`` as TIMESTAMP in local time of ``timezone``, NULL where it can't be read or is no year of four digits.

    A time without a zone is local already. Offsets and Z are converted; so are epochs, which count from UTC.
    """
    read = _timestamp_sql(sql, format_, timezone)
    return f"CASE WHEN {read} BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59' THEN {read} END"


def _timestamp_sql(sql: str, format_: str, timezone: str) -> str:
    order, marks = split_format(format_)
    marks -= frozenset(DRESS)
    if order in (EPOCH_SECONDS, EPOCH_MILLISECONDS):
        unit = 1_000_000 if order == EPOCH_SECONDS else 1_000
        count, last = f"TRY_CAST({sql} AS DOUBLE)", _LAST_SECOND * 1_000_000 // unit
        micros = f"CASE WHEN {count} BETWEEN 0 AND {last} THEN CAST({count} * {unit} AS BIGINT) END"
        return f"timezone({literal(timezone)}, timezone('UTC', make_timestamp({micros})))"
    if order == SPREADSHEET:
        days = f"TRY_CAST({sql} AS DOUBLE)"
        in_range = f"{days} BETWEEN 1 AND 2958465"
        return f"CASE WHEN {in_range} THEN TIMESTAMP '1899-12-30' + to_seconds(round({days} * 86400)) END"
    if order == ISO and not marks:
        return f"TRY_CAST({sql} AS TIMESTAMP)"
    if order in _MEMBERS:
        cases = (
            f"WHEN regexp_matches({sql}, {literal(_ORDERS[member].pattern)}) "
            f"THEN {_timestamp_sql(sql, ' '.join([member, *marks]), timezone)}"
            for member in _MEMBERS[order]
        )
        return f"CASE {' '.join(cases)} END"
    known = _ORDERS["y/m/d" if order == ISO else order]
    if not marks and not set(known.parts) & {"n", "s", "r"}:
        return _by_rewriting(sql, known)
    return _by_parts(sql, known, marks, timezone)


def _by_rewriting(sql: str, order: _Order) -> str:
    """One pass: the text rewritten as ``y-m-d time``; left as it is where it has another shape, since it may be ISO."""
    year, month, time = order.parts.index("y") + 1, order.parts.index("m") + 1, len(order.parts) + 1
    day = rf"\{order.parts.index('d') + 1}" if "d" in order.parts else "01"
    shape = rf"'\{year}-\{month}-{day} \{time}'"
    return f"TRY_CAST(rtrim(regexp_replace({sql}, {literal(order.pattern)}, {shape})) AS TIMESTAMP)"


def _by_parts(sql: str, order: _Order, marks: frozenset[str], timezone: str) -> str:
    """Each part by itself. Every expression reads ``sql`` directly: DuckDB compiles a pattern once only then, and
    putting one expression into several places of the next would make them grow exponentially."""

    def group(number: int) -> str:
        return f"regexp_extract({sql}, {literal(order.pattern)}, {number})"

    at = {part: group(number) for number, part in enumerate(order.parts, 1)}
    time, half, zone = (group(len(order.parts) + extra) for extra in (1, 2, 3))
    month = at["m"] if "m" in at else month_sql(at["n"])
    date = f"concat({_year(at, 'BE' in marks)}, '-', {month}, '-', {at.get('d', literal('01'))}, ' ', {time})"
    local = f"TRY_CAST(rtrim({date}) AS TIMESTAMP)"
    if "12h" in marks:
        shapes = "['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p']"
        local = f"coalesce(try_strptime(concat({date}, ' ', upper({half}), 'M'), {shapes}), {local})"
    if "zoned" not in marks:
        return local
    offset = f"CASE WHEN upper({zone}) IN ('Z', 'UTC', 'GMT') THEN '+00' ELSE {zone} END"
    instant = f"TRY_CAST(concat(CAST({local} AS VARCHAR), {offset}) AS TIMESTAMPTZ)"
    return f"CASE WHEN {zone} <> '' THEN timezone({literal(timezone)}, {instant}) ELSE {local} END"


def _year(at: dict[str, str], buddhist: bool) -> str:
    if "s" in at and buddhist:  # 67 is 2567; but below 50 is 20xx of the common era: nobody sold before 2550
        short = at["s"]
        common = f"CAST(TRY_CAST({short} AS INT) + 1957 AS VARCHAR)"
        return f"CASE WHEN {short} >= '50' THEN {common} ELSE concat('20', {short}) END"
    if "s" in at:
        return f"concat(CASE WHEN {at['s']} < '70' THEN '20' ELSE '19' END, {at['s']})"
    if "r" in at:
        return f"CAST(TRY_CAST({at['r']} AS INT) + 1911 AS VARCHAR)"
    year = at["y"]
    if not buddhist:
        return year
    common = f"CAST(TRY_CAST({year} AS INT) - 543 AS VARCHAR)"
    return f"CASE WHEN {year} BETWEEN '2400' AND '2699' THEN {common} ELSE {year} END"
