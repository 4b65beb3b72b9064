"""A KPI's change taken apart, as a page shows it: tables with bars that leave the middle to either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from keyfunnel.kpis.guardrails.immature_cohort import CODE as IMMATURE
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.why import Ask, Comparison, Part, Read, Split, Why, preceding, so_far, why, year_ago
from keyfunnel.kpis.why.usual import grain_of
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period, span
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_
from keyfunnel.web.asked import Asked
from keyfunnel.web.decimals import decimals
from keyfunnel.web.measured import computed, looked_over, over_time
from keyfunnel.web.once import measured_once
from keyfunnel.web.stages import stage_of

AGAINST = {"preceding": preceding, "year-ago": year_ago}
OPEN = 1  # dimensions shown at once; the others a click away
MIDDLE = 50.0


@dataclass(frozen=True)
class Bar:
    """In percent of the width; the middle is no effect."""

    start: float
    width: float


@dataclass(frozen=True)
class PartRow:
    part: Part
    others: bool
    bar: Bar | None
    effects: Mapping[str, float | None]


@dataclass(frozen=True)
class SplitTable:
    """``names`` are the effects told apart, none where there is only one kind, and ``totals`` what each adds up to.
    All its values have as many ``decimals``, and all its effects, which of a share are points."""

    split: Split
    names: tuple[str, ...]
    totals: Mapping[str, float]
    rows: tuple[PartRow, ...]
    open: bool
    decimals: int
    effect_decimals: int


@dataclass(frozen=True)
class KPIWhy:
    """``cut``: the period is still running and was compared as far as it is known. ``decimals`` are those of the change
    and of all it is taken apart into, which of a share are points."""

    found: Why
    against: str
    cut: bool
    effects: Mapping[str, float]
    decimals: int
    tables: tuple[SplitTable, ...]

    @property
    def young(self) -> bool:
        """Whether outcomes of the cohort are still to come."""
        return any(one.code == IMMATURE for one in self.found.guardrails)


def kpi_why(edition: Edition, kpi: KPI, asked: Asked, against: str | None, stage: str | None) -> KPIWhy:
    """A period that is still running is compared as far as it is known with as long a part of the other.

    Raises :class:`BadInput` for a comparison or a stage that doesn't exist.
    """
    chosen = against or "preceding"
    if chosen not in AGAINST:
        raise BadInput(N_("{name}: {word!r} is none of {known}"), name="against", word=chosen, known=", ".join(AGAINST))
    facts = edition.facts()
    period, other = asked.period, AGAINST[chosen](asked.period)
    windows = _windows(edition, kpi, asked, (period, other))
    if windows:  # of one that looks further back, what it really is measured over is compared
        period, other = windows
    else:
        period, other = so_far(period, other, facts.observed_end, by_month=kpi.is_by_month)
    named = stage_of(kpi, edition, stage)
    question = ("why", kpi.key, chosen, asked.grain, asked.period.start, asked.period.end, asked.where, named)
    found = measured_once(
        edition,
        question,
        lambda: why(
            facts,
            kpi.key,
            Comparison(period, other, where=dict(asked.where), stage=named),
            _measured(edition, kpi.key, asked, named, windows),
            _inputs(edition, asked, windows) if windows else None,
        ),
    )
    known = found.effects.known()
    sizes = [found.change, *known.values(), *(factor.effect for factor in found.factors)]
    places = _of_effects(sizes, [], kpi.unit, edition.workspace.currency)
    tables = tuple(
        _table(split, kpi.unit, edition.workspace.currency, place < OPEN) for place, split in enumerate(found.splits)
    )
    return KPIWhy(found, chosen, period.end != asked.period.end, known if len(known) > 1 else {}, places, tables)


def _windows(edition: Edition, kpi: KPI, asked: Asked, periods: tuple[Period, Period]) -> dict[Period, Period] | None:
    """What values of the two periods are measured over, and the period of each; None where they are themselves."""
    found = {looked_over(edition, kpi, asked, period): period for period in periods}
    return {wide: period for wide, period in found.items() if wide} if None not in found else None


def _inputs(edition: Edition, asked: Asked, windows: Mapping[Period, Period]) -> Read:
    """What a formula is made from, measured by the same grain as its value: each looks back as far as it does there."""

    def read(key: str, wide: Period) -> Measurement:
        (found,) = computed(edition, [key], windows[wide], asked.where, grain=asked.grain)
        return found

    return read


def _measured(
    edition: Edition, key: str, asked: Asked, stage: str | None, windows: Mapping[Period, Period] | None
) -> Ask:
    """From what is stored with the edition, and in total from what pages have measured."""
    calendar, where = edition.workspace.calendar, asked.where

    def ask(query: Query) -> Sequence[Measurement]:
        if query.start is None or query.end is None:
            raise ValueError("a change is asked of two periods")
        period = span(query.start, query.end)
        if query.grain is not None:
            return over_time(edition, [key], query.grain, period, where, stage)[key]
        if windows and not query.by:
            return computed(edition, [key], windows[period], where, stage, grain=asked.grain)
        if not query.by:
            return computed(edition, [key], period, where, stage)
        grain = grain_of(period, calendar)
        if grain is None or where or not is_stored(period, grain):
            return ()
        return stored(period, grain, *query.by)

    def stored(period: Period, grain: Grain, dimension: str = "") -> list[Measurement]:
        found = edition.values(key, grain, dimension, period.start, period.end, stage)
        return [one for one in found if one.period.start == period.start]

    def is_stored(period: Period, grain: Grain) -> bool:
        """Not where a quarter, say, is stored with the months before it: costs of winning a customer are."""
        (total,) = computed(edition, [key], period, where, stage)
        return [one.value for one in stored(period, grain)] == [total.value]

    return ask


def _table(split: Split, unit: str, currency: str, is_open: bool) -> SplitTable:
    rows = [*split.parts, *([split.others] if split.others else [])]
    names = tuple(dict.fromkeys(name for row in rows for name in row.effects.known()))
    names = names if len(names) > 1 else ()
    values = [value for row in rows for value in (row.value, row.against_value)]
    effects = [split.total, *(value for row in rows for value in (row.effect, *row.effects.known().values()))]
    widest = max((abs(row.effect or 0) for row in rows), default=0) or 1
    return SplitTable(
        split,
        names,
        {name: fsum(row.effects.known().get(name, 0) for row in rows) for name in names},
        tuple(
            PartRow(
                row, row is split.others, _bar(row.effect, widest), {one: row.effects.known().get(one) for one in names}
            )
            for row in rows
        ),
        is_open,
        decimals(values, unit, currency),
        _of_effects(effects, values, unit, currency),
    )


def _of_effects(effects: Sequence[float | None], values: Sequence[float | None], unit: str, currency: str) -> int:
    """As many as the ``values`` beside them; points have none where all are whole, else two."""
    if unit != "ratio":
        return decimals([*values, *effects], unit, currency)
    return 0 if all(value is None or abs(100 * value - round(100 * value)) < 0.005 for value in effects) else 2


def _bar(effect: float | None, widest: float) -> Bar | None:
    if effect is None:
        return None
    width = round(MIDDLE * abs(effect) / widest, 2)
    return Bar(MIDDLE - width if effect < 0 else MIDDLE, width)
