"""The groups of a KPI's change as a page shows them: rows whose effects add up as they are read, with bars that leave
the middle to either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.why import Part, Split, Why
from keyfunnel.web.balanced import balanced, difference
from keyfunnel.web.decimals import decimals
from keyfunnel.web.shown.split import adds_up

MIDDLE = 50.0


@dataclass(frozen=True)
class Bar:
    """In percent of the width; the middle is no effect."""

    start: float
    width: float


@dataclass(frozen=True)
class PartRow:
    part: Part
    value: float | None
    against_value: float | None
    others: bool
    bar: Bar | None
    effect: float | None
    effects: Mapping[str, float | None]


@dataclass(frozen=True)
class SplitTable:
    """``names`` are the effects told apart, none where there is only one kind, and ``totals`` what each adds up to.
    All its values have as many ``decimals``, and all its effects, which of a share are points; those of the whole have
    ``whole_decimals``. Effects add up as they are shown."""

    split: Split
    names: tuple[str, ...]
    totals: Mapping[str, float]
    total: float | None
    rows: tuple[PartRow, ...]
    open: bool
    decimals: int
    effect_decimals: int
    whole_decimals: int


def table(found: Why, split: Split, kpi: KPI, currency: str, is_open: bool) -> SplitTable:
    unit, nothing = kpi.unit, 0.0 if adds_up(kpi) else None  # none of what is added up is 0
    rows = [*split.parts, *([split.others] if split.others else [])]
    names = tuple(dict.fromkeys(name for row in rows for name in row.effects.known()))
    names = names if len(names) > 1 else ()
    values = [value for row in rows for value in (row.value, row.against_value)]
    effects = [split.total, *(value for row in rows for value in (row.effect, *row.effects.known().values()))]
    widest = max((abs(row.effect or 0) for row in rows), default=0) or 1
    places = of_effects(effects, [*values, found.value, found.against_value], unit, currency)
    total = None if split.total is None else change_of(found, unit, places)
    told = iter(adding_up(total, [row.effect for row in rows if row.effect is not None], unit, places))
    sums = [fsum(row.effects.known().get(name, 0) for row in rows) for name in names]
    totals = dict(zip(names, adding_up(total, sums, unit, places), strict=True))
    columns = {name: iter(_column(name, totals[name], rows, unit, places)) for name in names}

    def row_of(row: Part) -> PartRow:
        apart = {name: next(columns[name]) for name in names if name in row.effects.known()}
        effect = None if row.effect is None else next(told)
        both_none = row.value is None and row.against_value is None
        return PartRow(
            row,
            row.value if row.value is not None or both_none else nothing,
            row.against_value if row.against_value is not None or both_none else nothing,
            others=row is split.others,
            bar=_bar(row.effect, widest),
            effect=fsum(apart.values()) if apart else effect,
            effects={name: apart.get(name) for name in names},
        )

    return SplitTable(
        split,
        names,
        totals,
        total,
        tuple(map(row_of, rows)),
        is_open,
        max(decimals(values, unit, currency), of_whole(places, unit) if unit == "ratio" else 0),
        places,
        of_whole(places, unit),
    )


def _column(name: str, total: float, rows: Sequence[Part], unit: str, places: int) -> list[float]:
    known = [row.effects.known() for row in rows]
    return adding_up(total, [effects[name] for effects in known if name in effects], unit, places)


def of_effects(effects: Sequence[float | None], values: Sequence[float | None], unit: str, currency: str) -> int:
    """As many as the ``values`` beside them; points have none where all are whole, else two."""
    if unit != "ratio":
        return decimals([*values, *effects], unit, currency)
    return 0 if all(value is None or abs(100 * value - round(100 * value)) < 0.005 for value in effects) else 2


def _bar(effect: float | None, widest: float) -> Bar | None:
    if effect is None:
        return None
    width = round(MIDDLE * abs(effect) / widest, 2)
    return Bar(MIDDLE - width if effect < 0 else MIDDLE, width)


def of_whole(places: int, unit: str) -> int:
    """A share has at least one decimal, where its change in points has none too."""
    return max(1, places) if unit == "ratio" else places


def change_of(found: Why, unit: str, places: int) -> float | None:
    if found.value is None or found.against_value is None:
        return found.change
    times = _times(unit)
    return difference(found.against_value, found.value, of_whole(places, unit), times) / times


def adding_up(total: float | None, parts: Sequence[float], unit: str, places: int) -> list[float]:
    """``parts`` as they are read beside ``total``; as they are where there is none."""
    if total is None:
        return list(parts)
    times = _times(unit)
    return [one / times for one in balanced(times * total, [times * part for part in parts], places)]


def _times(unit: str) -> int:
    """A share is read in points, of which there are a hundred."""
    return 100 if unit == "ratio" else 1
