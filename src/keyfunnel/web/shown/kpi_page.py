"""What a KPI's page shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.why import so_far
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period, add_months, span
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_, Message
from keyfunnel.web.asked import Asked
from keyfunnel.web.charts.marks import marks
from keyfunnel.web.charts.times import of_periods
from keyfunnel.web.charts.trend import trend
from keyfunnel.web.language import language
from keyfunnel.web.measured import computed, looked_over, over_time
from keyfunnel.web.shown.beside import NOTHING, Beside, beside
from keyfunnel.web.shown.split import Split, not_by, split_by
from keyfunnel.web.shown.unfinished import Unfinished, known_part, unfinished
from keyfunnel.web.stages import stage_of

GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
# How far back each grain looks: some thirty points tell a trend, more of them blur it.
MONTHS_BACK = {Grain.WEEK: 6, Grain.MONTH: 24, Grain.QUARTER: 48, Grain.YEAR: 120}


@dataclass(frozen=True)
class KPIPage:
    """``lacks`` says what an unavailable KPI needs; everything but ``companions`` is then empty. ``window`` is what the
    value and its split are measured over, where that reaches further back than the period, ``before_over`` what the
    value before it is: of a period that isn't over, as long a part of the other as is known of it. ``until`` is the
    last day with data of such a period: what stands at its end stands there. ``running`` is that of ``series`` which
    isn't over; ``not_by`` says why it isn't split as asked, ``mean`` stands beside a median."""

    lacks: Message | None
    now: Measurement | None
    before: Measurement | None
    series: Sequence[Measurement]
    chart: dict[str, Any] | None
    grain: Grain
    split: Split | None
    stage: str | None
    stages: tuple[str, ...]
    companions: tuple[KPI, ...]
    beside: Beside = NOTHING
    window: Period | None = None
    before_over: Period | None = None
    until: dt.date | None = None
    running: Unfinished | None = None
    grains: tuple[Grain, ...] = GRAINS
    not_by: Message | None = None
    mean: float | None = None

    @property
    def with_n(self) -> bool:
        """Whether what it is measured from isn't the value itself, as of a count."""
        return any(one and one.value is not None and one.n != one.value for one in (self.now, *self.series))

    @property
    def with_intervals(self) -> bool:
        return any(one.low is not None for one in self.series)


def kpi_page(
    edition: Edition, kpi: KPI, asked: Asked, grain: str | None, dimension: str | None, stage: str | None
) -> KPIPage:
    """Raises :class:`BadInput` for a grain, dimension or stage that doesn't exist."""
    chosen_grain = _grain(grain)
    stages = tuple(one.name for one in edition.workspace.stages) if kpi.takes_stage else ()
    chosen_stage = stage_of(kpi, edition, stage)
    companions = tuple(KPIS[key] for key in kpi.pair_with if key in KPIS)
    lacks = unavailable(edition.facts(), kpi.key)
    if lacks is not None:
        return KPIPage(lacks, None, None, (), None, chosen_grain, None, chosen_stage, stages, companions)
    series = _series(edition, kpi, asked, chosen_grain, chosen_stage)
    now = _value(edition, kpi, asked, asked.period, chosen_stage)
    ended = edition.observed_end
    running = unfinished((one.period for one in series if one.value is not None), ended)
    window = looked_over(edition, kpi, asked, asked.period)
    asked_running = unfinished([asked.period], ended)
    before, before_over = _before(edition, kpi, asked, chosen_stage)
    stands_beside = beside(edition, kpi, asked, chosen_grain, now, series)
    return KPIPage(
        lacks=None,
        now=now,
        before=before,
        series=series,
        chart=_chart(series, chosen_grain, kpi, asked, edition, stands_beside, running),
        grain=chosen_grain,
        split=split_by(edition, kpi, asked, dimension, chosen_stage),
        stage=chosen_stage,
        stages=stages,
        companions=companions,
        beside=stands_beside,
        window=window and known_part(window, ended),
        before_over=before_over,
        until=asked_running.until if asked_running else None,
        running=running,
        not_by=not_by(kpi, dimension),
        mean=_mean(kpi, now),
    )


def _grain(text: str | None) -> Grain:
    try:
        return Grain(text or Grain.MONTH)
    except ValueError:
        raise BadInput(
            N_("{name}: {word!r} is none of {known}"), name="grain", word=text, known=", ".join(GRAINS)
        ) from None


def _value(edition: Edition, kpi: KPI, asked: Asked, period: Period, stage: str | None) -> Measurement | None:
    # By its grain, so that what is named beside it looks as far back as it does on its own page.
    found = computed(edition, [kpi.key], period, asked.where, stage, grain=asked.grain)
    return found[0] if found else None


def _before(edition: Edition, kpi: KPI, asked: Asked, stage: str | None) -> tuple[Measurement | None, Period]:
    """The value of the period before, and what it is measured over: of a period that isn't over, what its change is
    compared with."""
    whole = edition.workspace.calendar.before(asked.period, asked.grain)
    if (wide := looked_over(edition, kpi, asked, whole)) is not None:
        return _value(edition, kpi, asked, whole, stage), wide
    _, known = so_far(asked.period, whole, edition.observed_end, by_month=kpi.is_by_month)
    if known == whole:
        return _value(edition, kpi, asked, whole, stage), whole
    found = computed(edition, [kpi.key], known, asked.where, stage)
    return (found[0] if found else None), known


def _mean(kpi: KPI, now: Measurement | None) -> float | None:
    """Of a median's rows: their sum and number are the parts that it is kept with."""
    if not kpi.has_mean or now is None or now.numerator is None or not now.denominator:
        return None
    return now.numerator / now.denominator


def _series(edition: Edition, kpi: KPI, asked: Asked, grain: Grain, stage: str | None) -> Sequence[Measurement]:
    """From as far back as the grain looks, and no later than the period begins, to its end, or to that of what is
    known."""
    end = max(asked.period.end, min(edition.observed_end, add_months(asked.period.end, 12)))
    start = min(add_months(end, -MONTHS_BACK.get(grain, 0)), asked.period.start)
    return over_time(edition, [kpi.key], grain, span(start, end), asked.where, stage)[kpi.key]


def _chart(
    series: Sequence[Measurement],
    grain: Grain,
    kpi: KPI,
    asked: Asked,
    edition: Edition,
    stands_beside: Beside,
    running: Unfinished | None,
) -> dict[str, Any] | None:
    drawn_values = {one.value for one in series if one.value is not None}
    if not drawn_values:
        return None
    # Flows are drawn from zero, and what tells of no range that it moves in.
    zero, currency = kpi.accumulates == "flow" or len(drawn_values) == 1, edition.workspace.currency
    drawn = span(series[0].period.start, series[-1].period.end)
    first, last = min(drawn.start, asked.period.start), max(drawn.end, asked.period.end)  # the latter is drawn too
    labelled = [one for one in edition.workspace.calendar.periods(first, last, grain) if one.start >= first]
    time = of_periods(labelled, grain, language())
    across = marks(stands_beside, drawn, time, unit=kpi.unit, zero=zero, language=language(), currency=currency)
    return trend(
        series,
        asked.period,
        time=time,
        zero=zero,
        language=language(),
        currency=currency,
        across=across,
        running=running,
    )
