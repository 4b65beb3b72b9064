"""From two values to the parts of their difference."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from keyfunnel.kpis import library
from keyfunnel.kpis.evaluate import by_each, check_split, evaluate, raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import DIMENSIONS, Query
from keyfunnel.kpis.why.comparison import Comparison
from keyfunnel.kpis.why.explained import Effects, Side, Split, Usual, Why
from keyfunnel.kpis.why.factors import FORMULA, Read, factors
from keyfunnel.kpis.why.forms import Form, form_of, moves
from keyfunnel.kpis.why.groups import Figures, figures, groups
from keyfunnel.kpis.why.split import OVERLAPPING, RANKED, split
from keyfunnel.kpis.why.usual import LOOKS_BACK, OF_THE_CALENDAR, STILL_RUNNING, grain_of, history_before, usual
from keyfunnel.kpis.window import window
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.stats.decomposition import of_fraction
from keyfunnel.texts import N_, Message

Ask = Callable[[Query], Sequence[Measurement]]
"""Measures the KPI: a period in total (with its guardrails) or by one dimension, or all periods of a grain; nothing
where that isn't known yet."""

NOTHING_THERE = N_("There is no value from {first} to {last}. {why}")


def why(facts: Facts, key: str, asked: Comparison, ask: Ask | None = None, read: Read | None = None) -> Why:
    """The change of KPI ``key`` between two periods, by dimension: those first whose few largest parts carry most of
    the movement beyond what these groups weigh (:func:`keyfunnel.stats.decomposition.concentration`).

    ``ask`` measures the KPI, ``read`` those it is made from; ``facts`` what ``ask`` doesn't know, or all where they
    aren't given. Raises what :func:`~keyfunnel.kpis.evaluate.evaluate` raises.
    """
    kpi = library.get(key, facts.workspace)
    check_split(kpi, Query(by=asked.by, where=asked.where))
    from_facts = _from(facts, key, asked.by or tuple(_open_dimensions(kpi, asked)))

    def measure(query: Query) -> Sequence[Measurement]:
        return (ask and ask(query)) or from_facts(query)

    (before,), (now,) = measure(asked.of(asked.against)), measure(asked.of(asked.period))
    found = Why(
        kpi.key,
        kpi.unit,
        asked.period,
        asked.against,
        value=now.value,
        against_value=before.value,
        n=now.n,
        against_n=before.n,
        guardrails=now.guardrails,
        edition=facts.edition,
    )
    if now.value is None or before.value is None:
        return replace(found, reason=_missing(now if now.value is None else before))
    form = form_of(kpi.shape)
    sides = figures([before]), figures([now])
    splits = tuple(_splits(kpi, asked, measure, form, sides))
    numerator, denominator = _fraction(kpi, *sides) if form == "fraction" else (None, None)
    of_formula = factors(facts, kpi, asked, before, now, read)
    if of_formula:
        splits = tuple(replace(one, reason=FORMULA) if one.reason is OVERLAPPING else one for one in splits)
    known = _usual(facts, kpi, asked, measure, before, now)
    return replace(
        found,
        change=now.value - before.value,
        effects=_of_all(form, sides, splits),
        numerator=numerator,
        denominator=denominator,
        factors=of_formula,
        splits=splits,
        usual=known if isinstance(known, Usual) else None,
        usual_reason=known if isinstance(known, Message) else None,
        reason=_without_parts(form, splits, FORMULA if of_formula else OVERLAPPING),
    )


def _from(facts: Facts, key: str, dimensions: tuple[str, ...]) -> Ask:
    """All ``dimensions`` of a period are measured together, when the first of them is asked for."""
    split: dict[tuple[object, object], Mapping[str, Sequence[Measurement]]] = {}

    def ask(query: Query) -> Sequence[Measurement]:
        if query.grain is not None:
            return raw(facts, [key], query)
        if not query.by:
            return evaluate(facts, [key], query)
        period = query.start, query.end
        if period not in split:
            split[period] = by_each(facts, key, query, dimensions)
        return split[period][query.by[0]]

    return ask


def _missing(one: Measurement) -> Message:
    told = {"first": one.period.start, "last": one.period.last_day, "why": one.reason or ""}
    return Message("no_value", NOTHING_THERE, told)


def _splits(kpi: KPI, asked: Comparison, measure: Ask, form: Form, sides: tuple[Figures, Figures]) -> list[Split]:
    """The dimensions named, else those that have two groups or more; the most telling first."""
    found = []
    for dimension in asked.by or _open_dimensions(kpi, asked):
        members = groups(dimension, *(measure(asked.of(period, dimension)) for period in (asked.against, asked.period)))
        if len(members) > 1 or (asked.by and len(members)):
            found.append(split(form, dimension, members, *sides, asked.parts))
    return sorted(found, key=lambda one: -(one.concentration.surplus if one.concentration else -1.0))


def _without_parts(form: Form, splits: Sequence[Split], otherwise: Message) -> Message | None:
    if form == "rank":
        return RANKED
    return otherwise if splits and splits[0].total is None else None


def _open_dimensions(kpi: KPI, asked: Comparison) -> list[str]:
    return [name for name in DIMENSIONS if name not in asked.where and _reaches(kpi, name)]


def _reaches(kpi: KPI, dimension: str) -> bool:
    try:
        check_split(kpi, Query(by=(dimension,)))
    except BadInput:
        return False
    return True


def _of_all(form: Form, sides: tuple[Figures, Figures], splits: Sequence[Split]) -> Effects:
    """By the most telling dimension; without one, what a total alone tells."""
    if splits and splits[0].total is not None:
        return splits[0].effects
    if form in ("fraction", "rank"):
        return Effects()
    return Effects(**{name: float(numbers[0]) for name, numbers in moves(form, *sides).by_name.items()})


def _fraction(kpi: KPI, before: Figures, now: Figures) -> tuple[Side, Side]:
    x_0, y_0, x_1, y_1 = (float(numbers[0]) for side in (before, now) for numbers in (side.numerator, side.denominator))
    above, below = (None, None) if kpi.is_share else of_fraction(x_0, y_0, x_1, y_1)
    return Side(x_1, x_0, above), Side(y_1, y_0, below)


def _usual(
    facts: Facts, kpi: KPI, asked: Comparison, measure: Ask, before: Measurement, now: Measurement
) -> Usual | Message:
    calendar = facts.workspace.calendar
    if asked.period.end > facts.observed_end:
        return STILL_RUNNING
    grain = grain_of(asked.period, calendar)
    if grain is None and window(kpi.shape, calendar.period(asked.period.start, Grain.MONTH), Grain.MONTH, calendar):
        return LOOKS_BACK
    if grain is None or grain_of(asked.against, calendar) is not grain or asked.against.start > asked.period.start:
        return OF_THE_CALENDAR
    history = measure(history_before(asked, grain, calendar))
    return usual(kpi, before, now, history, grain, calendar)
