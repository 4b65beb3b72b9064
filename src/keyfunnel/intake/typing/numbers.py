"""Numbers as people write them: groups, decimal commas, currency signs, percent, brackets for negatives, 1.2M."""

from keyfunnel.intake.typing.currencies import CURRENCY
from keyfunnel.intake.typing.formats import POWERS
from keyfunnel.intake.typing.magnitudes import magnitude_pattern, power_sql
from keyfunnel.intake.typing.words import literal

# Formats are named by an example. The two with groups also take spaces and apostrophes between groups.
PLAIN, DOT, COMMA, DOT_PERCENT, COMMA_PERCENT = "1234.56", "1,234.56", "1.234,56", "12.5%", "12,5%"
NUMBER_FORMATS: tuple[str, ...] = (PLAIN, DOT, COMMA, DOT_PERCENT, COMMA_PERCENT)

_SIGNS, _BLANK = "$€£¥฿", " \u00a0"
_SPACE = "\\s\u00a0\u2007\u2009\u202f"
_GROUPS = " '’\t\u00a0\u2007\u2009\u202f"
_MINUS = "\\-\u2212\u2013"


def number_sql(sql: str, format_: str, at_rest: str, marks: frozenset[str] = frozenset()) -> str:
    """``sql`` as a number of the SQL type ``at_rest``, NULL where it can't be read. A mark for a power multiplies
    what has no word for its magnitude itself."""
    power = next((mark for mark in marks if mark in POWERS), "")
    if format_ in (DOT_PERCENT, COMMA_PERCENT):
        return f"CAST(TRY_CAST({_text(sql, format_)} AS DECIMAL(18,6)) / 100 AS {at_rest})"
    plain = _cast(sql, power, at_rest)
    if format_ == PLAIN:
        return plain
    is_usual = f"regexp_full_match({sql}, {literal(_usual(format_))})"
    usual = f"CASE WHEN {is_usual} THEN {_cast(_bare(sql, format_), power, at_rest)} END"
    dressed = _cast(_text(sql, format_), power, at_rest)
    multiplied = f"TRY_CAST({_multiplied(sql, format_, marks)} AS {at_rest})"
    # A comma or dot in the middle must not be taken for the other; a plain number needs no second look.
    first = plain if format_ == DOT else "NULL"
    return f"coalesce({first}, {usual}, {dressed}, {multiplied})"


def integer_sql(sql: str, format_: str, marks: frozenset[str] = frozenset()) -> str:
    """``sql`` as BIGINT, NULL where it has a fraction."""
    value = number_sql(sql, format_, "DECIMAL(18,4)", marks)
    return f"CASE WHEN {value} = trunc({value}) THEN CAST({value} AS BIGINT) END"


def _cast(text: str, power: str, at_rest: str) -> str:
    return f"TRY_CAST({f'concat({text}, {literal(power)})' if power else text} AS {at_rest})"


def _usual(format_: str) -> str:
    """The commonest of what :func:`number_pattern` takes, without groups: these make RE2 many times slower."""
    group, mark = (",", "[.]") if format_ == DOT else ("[.]", ",")
    number = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+)(?:{mark}[0-9]+)?"
    return rf"-?[{_SIGNS}]?[{_BLANK}]?{number}[{_BLANK}]?[{_SIGNS}]?"


def _bare(sql: str, format_: str) -> str:
    dropped = _SIGNS + _BLANK
    if format_ == DOT:
        return f"translate({sql}, {literal(',' + dropped)}, '')"
    return f"translate({sql}, {literal(',.' + dropped)}, '.')"


def _text(sql: str, format_: str) -> str:
    """The number that the text ``sql`` writes, as DuckDB writes it (percent still times 100); no digits where it isn't
    a number in this format."""
    return f"concat({_sign(sql)}, {_digits(sql, format_, number_pattern(format_))})"


def _multiplied(sql: str, format_: str, marks: frozenset[str]) -> str:
    """The same of a number with a word for its magnitude, which becomes an exponent."""
    pattern = number_pattern(format_, multiplied=True)
    word = f"regexp_extract({sql}, {literal(pattern)}, 2)"
    return f"concat({_sign(sql)}, {_digits(sql, format_, pattern)}, 'e', {power_sql(word, marks)})"


def _sign(sql: str) -> str:
    """In 50,- and 300.– the dash stands for no cents."""
    return f"CASE WHEN regexp_matches({sql}, '[(]|(?:^|[^.,{_MINUS}])[{_MINUS}]') THEN '-' ELSE '' END"


def _digits(sql: str, format_: str, pattern: str) -> str:
    body = f"regexp_extract({sql}, {literal(pattern)}, 1)"
    if format_ in (COMMA, COMMA_PERCENT):
        return f"translate({body}, {literal(',.' + _GROUPS)}, '.')"
    return f"translate({body}, {literal(_GROUPS + ',')}, '')"


def number_pattern(format_: str, multiplied: bool = False) -> str:
    """What numbers in ``format_`` look like, more strictly than a cast: a code such as 12E4 doesn't. The first group
    holds the digits and marks; the second, of a ``multiplied`` number, the word for its magnitude. Valid for both RE2
    and Python."""
    if format_ == PLAIN:
        return r"^([-+]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+][0-9]+)?)$"
    group, mark = (",", "[.]") if format_ in (DOT, DOT_PERCENT) else ("[.]", ",")
    between = rf"(?:{group}|[{_SPACE}'’])"
    whole = rf"[0-9]+|[0-9]{{1,3}}(?:{between}[0-9]{{3}})+|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}"
    percent = r"%" if format_ in (DOT_PERCENT, COMMA_PERCENT) else ""
    word = rf"[{_SPACE}]*({magnitude_pattern()})[.]?" if multiplied else ""
    lead = rf"[-+({_MINUS}{_SPACE}]*"
    before = rf"^{lead}(?:{CURRENCY}{lead}){{0,2}}"
    after = rf"[{_SPACE}|]*[-){_MINUS}]?[{_SPACE}]*{CURRENCY}?[{_SPACE}]*{percent}[{_SPACE}]*[-){_MINUS}]?$"
    return rf"{before}((?:{whole})(?:{mark}[0-9]*)?|{mark}[0-9]+)[-–—]{{0,2}}{word}{after}"
