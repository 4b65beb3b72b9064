"""A KPI's values: for any period, split and filter."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from keyfunnel.kpis import catalogue, library
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import get
from keyfunnel.kpis.compute import compute, tallies
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.coverage import first_day, rows
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.measurements import measurements
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.reads import all_bases
from keyfunnel.kpis.scope import Scope, check_known, check_reached, scope_of
from keyfunnel.kpis.shapes import Derived, Shape, inputs_of
from keyfunnel.kpis.staged import lacks_stage, staged
from keyfunnel.model.calendar import Period, span
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

SMALL = 100_000  # rows of a base, up to which splitting by several dimensions at once stays small


def evaluate(facts: Facts, keys: Sequence[str], query: Query) -> list[Measurement]:
    """The KPIs' values in the order of ``keys``, periods ascending, with the guardrails that fire.

    Raises :class:`NotThere` for an unknown KPI, dimension, member or stage, :class:`BadInput` for a split that a KPI's
    rows can't have. A KPI that lacks data is one null value with the reason.
    """
    from keyfunnel.kpis.guardrails import attach

    found: list[Measurement] = []
    for key, values in _by_kpi(facts, keys, query):
        ask = _asking(facts, key)
        found += attach(facts, library.get(key, facts.workspace), query, values, ask)
    return found


def raw(facts: Facts, keys: Sequence[str], query: Query) -> list[Measurement]:
    """The same without guardrails."""
    return [one for _key, values in _by_kpi(facts, keys, query) for one in values]


def by_each(facts: Facts, key: str, query: Query, dimensions: Sequence[str]) -> dict[str, list[Measurement]]:
    """A KPI by each of ``dimensions`` on its own, without guardrails: as :func:`raw` of each, from few scans.

    ``query.by`` is not looked at. Raises as :func:`evaluate`.
    """
    kpi = library.get(key, facts.workspace)
    if unavailable(facts, key) or lacks_stage(facts, kpi, query.stage):
        return {one: raw(facts, [key], replace(query, by=(one,))) for one in dimensions}
    for one in dimensions:
        check_split(kpi, replace(query, by=(one,)))
    shape = staged(facts, kpi, query.stage)
    frame = frame_of(facts, shape, replace(query, by=()))
    scope = scope_of(facts, query.where, all_bases(kpi.shape))

    def together(name: str) -> list[tuple[str, ...]]:
        return [tuple(dimensions)] if rows(facts, name) <= SMALL else [(one,) for one in dimensions]

    source = Source(facts, scope, tallies(shape, frame.clock), together)
    split = {one: frame.split_by((one,)) for one in dimensions}
    return {one: measurements(facts, kpi, compute(shape, source, split[one]), split[one]) for one in dimensions}


def _asking(facts: Facts, key: str) -> Callable[..., list[Measurement]]:
    def ask(query: Query, other: str | None = None, /) -> list[Measurement]:
        return raw(facts, [other or key], query)

    return ask


def _by_kpi(facts: Facts, keys: Sequence[str], query: Query) -> list[tuple[str, list[Measurement]]]:
    kpis = [library.get(key, facts.workspace) for key in keys]
    shapes = {kpi.key: staged(facts, kpi, query.stage) for kpi in kpis}
    lacking = {kpi.key: unavailable(facts, kpi.key) or lacks_stage(facts, kpi, query.stage) for kpi in kpis}
    for kpi in kpis:
        check_split(kpi, query)
    present = {key: shape for key, shape in shapes.items() if lacking[key] is None}
    read = dict.fromkeys(name for kpi in kpis for name in all_bases(kpi.shape))
    # Members are looked up even where nothing can be computed, so that a wrong word is told all the same.
    scope = scope_of(facts, query.where, (name for name in read if get(name).can_be_made(facts)))
    frames = {key: frame_of(facts, shape, query) for key, shape in present.items()}
    sources: dict[Frame, Source] = {}
    found = []
    for kpi in kpis:
        reason = lacking[kpi.key]
        if reason is not None:
            values = [
                Measurement(kpi.key, period, None, kpi.unit, edition=facts.edition, reason=reason)
                for period in _asked_periods(facts, query)
            ]
        else:
            frame = frames[kpi.key]
            if frame not in sources:
                sources[frame] = _source(facts, scope, frame, frames, present)
            values = measurements(facts, kpi, compute(present[kpi.key], sources[frame], frame), frame)
        found.append((kpi.key, values))
    return found


def _source(facts: Facts, scope: Scope, frame: Frame, frames: dict[str, Frame], shapes: dict[str, Shape]) -> Source:
    alike = [shapes[key] for key, other in frames.items() if other == frame]
    return Source(facts, scope, [tally for shape in alike for tally in tallies(shape, frame.clock)])


def frame_of(facts: Facts, shape: Shape, query: Query) -> Frame:
    """The periods asked for; without a range, from the first day with data to the clock."""
    start = query.start or _first(facts, shape) or facts.observed_end - dt.timedelta(days=1)
    end = query.end or max(facts.observed_end, start + dt.timedelta(days=1))
    if end <= start:
        raise BadInput(N_("The range must end after it starts: {start}/{end}"), start=str(start), end=str(end))
    periods: tuple[Period, ...] = (span(start, end),)
    if query.grain is not None:
        periods = tuple(facts.workspace.calendar.periods(start, end, query.grain))
    return Frame(periods, (query.grain,) * len(periods), query.by, facts.observed_end)


def check_split(kpi: KPI, query: Query) -> None:
    """Raises where a dimension is unknown, or some of the KPI's rows don't have it."""
    for dimension in (*query.by, *query.where):
        check_known(dimension)
        for name in all_bases(kpi.shape):
            check_reached(name, dimension)


def _first(facts: Facts, shape: Shape) -> dt.date | None:
    inputs = [catalogue.get(key).shape for key in inputs_of(shape)]
    days = [day for one in inputs for day in (_first(facts, one),)] or [first_day(facts, shape)]
    known = [day for day in days if day is not None]
    if isinstance(shape, Derived) and shape.trailing is not None:
        # All of what it sums must be known from there on; a first month counts as whole.
        return max((day.replace(day=1) for day in known), default=None)
    whole = [_first(facts, one) for one in inputs if isinstance(one, Derived) and one.trailing is not None]
    return max((day for day in (min(known, default=None), *whole) if day is not None), default=None)


def _asked_periods(facts: Facts, query: Query) -> list[Period]:
    """Where a KPI lacks data: the periods of the range asked for, else the last one of the grain."""
    last = facts.observed_end - dt.timedelta(days=1)
    start, end = query.start or query.end or last, query.end or facts.observed_end
    start = min(start, end - dt.timedelta(days=1))
    if query.grain is None:
        return [span(start, end)]
    return facts.workspace.calendar.periods(start, end, query.grain)
