"""A KPI's change taken apart, as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from keyfunnel.kpis.guardrails.immature_cohort import CODE as IMMATURE
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.why import Ask, Comparison, Read, Why, preceding, so_far, why, year_ago
from keyfunnel.kpis.why.explained import Factor
from keyfunnel.kpis.why.usual import grain_of
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period, span
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_
from keyfunnel.web.asked import Asked
from keyfunnel.web.measured import computed, looked_over, over_time
from keyfunnel.web.once import measured_once
from keyfunnel.web.shown.unfinished import known_part
from keyfunnel.web.shown.why_split import SplitTable, adding_up, change_of, of_effects, of_whole, table
from keyfunnel.web.stages import stage_of

AGAINST = {"preceding": preceding, "year-ago": year_ago}
OPEN = 1  # dimensions shown at once; the others a click away


@dataclass(frozen=True)
class KPIWhy:
    """``cut``: the period is still running and was compared as far as it is known. ``decimals`` are those of the change
    and of all it is taken apart into, which of a share are points, ``whole_decimals`` those of the values that it lies
    between. The ``change`` is theirs as they are shown, and ``effects``, ``factors`` (in the order of what was found)
    and ``sides`` (of a fraction) make it up as they are."""

    found: Why
    against: str
    cut: bool
    change: float | None
    effects: Mapping[str, float]
    factors: tuple[tuple[Factor, float], ...]
    sides: tuple[float, ...]
    decimals: int
    whole_decimals: int
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
    found = replace(found, period=known_part(found.period, facts.observed_end))
    known = found.effects.known()
    sides = [side.effect for side in (found.numerator, found.denominator) if side and side.effect is not None]
    sizes = [found.change, *known.values(), *(factor.effect for factor in found.factors)]
    currency = edition.workspace.currency
    places = of_effects(sizes, [found.value, found.against_value], kpi.unit, currency)
    change = change_of(found, kpi.unit, places)
    effects = adding_up(change, list(known.values()), kpi.unit, places)
    factors = adding_up(change, [factor.effect for factor in found.factors], kpi.unit, places)
    return KPIWhy(
        found,
        chosen,
        cut=period.end != asked.period.end,
        change=change,
        effects=dict(zip(known, effects, strict=True)) if len(known) > 1 else {},
        factors=tuple(zip(found.factors, factors, strict=True)),
        sides=tuple(adding_up(change, sides, kpi.unit, places)),
        decimals=places,
        whole_decimals=of_whole(places, kpi.unit),
        tables=tuple(table(found, split, kpi, currency, place < OPEN) for place, split in enumerate(found.splits)),
    )


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
