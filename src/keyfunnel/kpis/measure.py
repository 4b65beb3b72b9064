"""Everything worth keeping with an edition: each KPI in total and by each dimension, over weeks, months, quarters and
years, from few scans."""

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping

import pyarrow as pa

from keyfunnel.kpis import library
from keyfunnel.kpis.asked import Asked, Task, asked, standing, starts, together
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.compute import compute, tallies
from keyfunnel.kpis.compute.beside import Answer, beside
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.coverage import filled, first_day, rows
from keyfunnel.kpis.earlier import Earlier, Series, first_left
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.kpis.reads import all_bases
from keyfunnel.kpis.scope import Scope
from keyfunnel.kpis.stage_entries import stages_with_data
from keyfunnel.kpis.staged import lacks_stage, staged
from keyfunnel.kpis.stored import SCHEMA, stored
from keyfunnel.model.calendar import Grain
from keyfunnel.model.workspace import Workspace

GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)

# Dimensions counted together: few scans, and small results because the members of a set go together or are few. Sets
# are joined as long as their members make FEW combinations; who owns a row stays apart, as people may be many.
COVERS = (
    ("owner", "team"),
    ("product", "deal_type"),
    ("source", "region"),
    ("segment", "pipeline"),
    ("country",),
    ("industry",),
    ("campaign",),
)

FEW = 500
SAMPLE = 20_000  # rows that are looked at to tell how many members a dimension has

SMALL = 100_000  # rows of a base, up to which splitting by all dimensions at once stays small


def measure(facts: Facts, only: Collection[str] | None = None, answer: Answer | None = None) -> pa.Table:
    """Cells of every KPI that can be computed (or of ``only`` these): ``dimension`` is '' for totals, ``stage`` ''
    where none is asked.

    Totals are there for every period the data reach, with a ``reason`` (JSON) where they have no value; groups
    where they have rows. ``answer`` is given where not simply the engine answers.
    """
    every = list(_tasks(facts))
    tasks = every if only is None else [task for task in every if task.kpi.key in only]
    if not tasks:
        return SCHEMA.empty_table()
    return _counted(facts, asked(tasks, _frame(facts, every), {}), tasks, answer)


def refreshed(
    facts: Facts, earlier: Earlier, answer: Answer | None = None
) -> tuple[pa.Table, dict[Series, dict[Grain, dt.date]]]:
    """The cells of :func:`measure` that aren't among ``earlier`` ones; by series and grain the start of the first
    period of which they aren't, all before which stand."""
    tasks = list(_tasks(facts))
    frame = _frame(facts, tasks)
    until = standing(facts, earlier, tasks) if earlier.has_periods_of(frame) else {}
    several = together(asked(tasks, frame, until))
    parts = [SCHEMA.empty_table(), *(_counted(facts, one, tasks, answer, starts(facts, one)) for one in several)]
    bounds = {day: first_left(frame, day) for day in {*until.values()}}
    return pa.concat_tables(parts), {series: bounds[day] for series, day in until.items()}


def parts(workspace: Workspace) -> tuple[set[str], set[str]]:
    """All KPIs' keys in two parts that take about as long and scan little twice: those that count deals, and others."""
    every = library.library(workspace)
    first = {key for key, kpi in every.items() if not {"deals", "pipeline"}.isdisjoint(all_bases(kpi.shape))}
    return first, set(every) - first


def reading(table: str, workspace: Workspace) -> set[str]:
    """The keys of the KPIs that need something of a table of the sales model."""
    needed = {
        key: {one.split(".")[0] for need in kpi.needs for one in need.split(" | ")}
        for key, kpi in library.library(workspace).items()
    }
    return {key for key, tables in needed.items() if table in tables}


def _tasks(facts: Facts) -> Iterator[Task]:
    for kpi in library.library(facts.workspace).values():
        if unavailable(facts, kpi.key) is not None:
            continue
        stages = [stage.name for stage in stages_with_data(facts)] if kpi.takes_stage else [""]
        bases = all_bases(kpi.shape)
        reached = set(DIMENSIONS).intersection(*(get(name).dimensions for name in bases))
        dimensions = tuple(one for one in DIMENSIONS if one in reached and any(one in filled(facts, b) for b in bases))
        for stage in stages:
            if lacks_stage(facts, kpi, stage or None) is None:
                yield Task(kpi, stage, staged(facts, kpi, stage or None), dimensions)


def _covers(facts: Facts, name: str) -> list[tuple[str, ...]]:
    """All of the base's dimensions at once while it is small, which makes one scan; else the usual sets, joined where
    that makes few combinations."""
    if rows(facts, name) <= SMALL:
        return [filled(facts, name)]
    return learnt(facts, f"covers {name}", lambda facts: _joined(_members(facts, name)))


def _joined(members: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The sets counted together, the first of them small: the total is rolled up from it."""
    people, *others = (tuple(one for one in cover if one in members) for cover in COVERS)
    joined: tuple[str, ...] = ()
    found: list[tuple[str, ...]] = []
    for cover in sorted(others, key=lambda cover: _combinations(cover, members)):
        if joined and _combinations(joined + cover, members) > FEW:
            found.append(joined)
            joined = ()
        joined += cover
    return [one for one in (*found, joined, people) if one] or [()]


def _combinations(cover: tuple[str, ...], members: Mapping[str, int]) -> int:
    return math.prod(members[one] for one in cover)


def _members(facts: Facts, name: str) -> Mapping[str, int]:
    """About how many members each of the base's dimensions has, no member being one."""
    some = base(facts, name).limit(SAMPLE)
    counts = some.aggregate(**{one: some[f"{one}_id"].nunique() + 1 for one in filled(facts, name)})
    found: dict[str, int] = counts.to_pyarrow().to_pylist()[0]
    return found


def _frame(facts: Facts, tasks: list[Task]) -> Frame:
    firsts = [first_day(facts, task.shape) for task in tasks]
    start = min((day for day in firsts if day is not None), default=facts.observed_end - dt.timedelta(days=1))
    calendar = facts.workspace.calendar
    periods = [(period, grain) for grain in GRAINS for period in calendar.periods(start, facts.observed_end, grain)]
    return Frame(tuple(period for period, _ in periods), tuple(grain for _, grain in periods), (), facts.observed_end)


def _counted(
    facts: Facts,
    several: list[Asked],
    tasks: list[Task],
    answer: Answer | None,
    starts: Mapping[tuple[str, str], dt.date] | None = None,
) -> pa.Table:
    """The cells of what is asked, counted in one go; by the questions that all ``tasks`` ask together where those are
    to be known again (``answer``). ``starts`` as of :class:`Source`."""
    clocks = dict.fromkeys(one.frame.clock for one in several)
    alike = tasks if answer is not None else dict.fromkeys(one.task for one in several)
    expected = [tally for clock in clocks for task in alike for tally in tallies(task.shape, clock)]
    with beside(facts, answer) as ask:
        source = Source(facts, Scope(), expected, lambda name: _covers(facts, name), whole=True, starts=starts, ask=ask)
        for one in several:
            for tally in tallies(one.task.shape, one.frame.clock):
                source.begin(tally, one.frame)
        return pa.concat_tables(_stored(one, source) for one in several)


def _stored(one: Asked, source: Source) -> pa.Table:
    return stored(one.task.kpi.key, one.task.stage, compute(one.task.shape, source, one.frame), one.frame)
