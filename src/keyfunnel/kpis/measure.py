"""Everything worth keeping with an edition: each KPI in total and by each dimension, over weeks, months, quarters and
years, from few scans."""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from keyfunnel.kpis import library
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import get
from keyfunnel.kpis.compute import compute, tallies
from keyfunnel.kpis.compute.additive import NO_ROWS
from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.compute.covered import OUTSIDE
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.coverage import filled, first_day, rows
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.notes import notes
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.kpis.reads import all_bases
from keyfunnel.kpis.scope import Scope
from keyfunnel.kpis.shapes import Shape
from keyfunnel.kpis.stage_entries import stages_with_data
from keyfunnel.kpis.staged import lacks_stage, staged
from keyfunnel.model.calendar import Grain
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import Message

GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)

# Dimensions counted together: few scans, and small results because the members of a set go together or are few.
COVERS = (
    ("owner", "team"),
    ("product", "deal_type"),
    ("source", "region"),
    ("segment", "pipeline"),
    ("country",),
    ("industry",),
    ("campaign",),
)

SMALL = 100_000  # rows of a base, up to which splitting by all dimensions at once stays small

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("kpi", "stage", "grain")),
        ("start", pa.date32()),
        *((name, pa.string()) for name in ("dimension", "id", "name")),
        *((name, pa.float64()) for name in ("value", "numerator", "denominator")),
        ("n", pa.int64()),
        *((name, pa.float64()) for name in ("low", "high")),
        ("reason", pa.string()),
    ]
)


@dataclass(frozen=True, eq=False)
class _Task:
    kpi: KPI
    stage: str
    shape: Shape
    dimensions: tuple[str, ...]


def measure(facts: Facts, only: Collection[str] | None = None) -> pa.Table:
    """Cells of every KPI that can be computed (or of ``only`` these): ``dimension`` is '' for totals, ``stage`` ''
    where none is asked.

    Totals are there for every period the data reach, with a ``reason`` (JSON) where they have no value; groups
    where they have rows.
    """
    every = list(_tasks(facts))
    tasks = every if only is None else [task for task in every if task.kpi.key in only]
    if not tasks:
        return SCHEMA.empty_table()
    frame = _frame(facts, every)
    expected = [tally for task in tasks for tally in tallies(task.shape, frame.clock)]
    source = Source(facts, Scope(), expected, lambda name: _covers(facts, name), whole=True)
    parts = [_rows(task, compute(task.shape, source, frame), frame) for task in tasks]
    for dimension in DIMENSIONS:
        split = frame.split_by((dimension,))
        parts += [
            _rows(task, compute(task.shape, source, split), split) for task in tasks if dimension in task.dimensions
        ]
    return pa.concat_tables(parts)


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


def finish(cells: pa.Table, facts: Facts) -> list[Measurement]:
    """Stored cells as measurements, in the order given; guardrails aside."""
    calendar = facts.workspace.calendar
    stated = {key: notes(facts, library.get(key, facts.workspace)) for key in cells["kpi"].unique().to_pylist()}
    return [
        Measurement(
            kpi=row["kpi"],
            period=calendar.period(row["start"], Grain(row["grain"])),
            value=row["value"],
            unit=library.get(row["kpi"], facts.workspace).unit,
            n=row["n"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            low=row["low"],
            high=row["high"],
            dimensions={row["dimension"]: row["name"]} if row["dimension"] else {},
            ids={row["dimension"]: row["id"]} if row["dimension"] else {},
            guardrails=stated[row["kpi"]] if row["value"] is not None else (),
            edition=facts.edition,
            reason=_told(row),
        )
        for row in cells.to_pylist()
    ]


def _told(row: dict[str, object]) -> Message | None:
    """The stored reason; the usual one where only the missing value was kept."""
    if isinstance(reason := row.get("reason"), str):
        return Message(**json.loads(reason, object_hook=_dated))
    return None if row["value"] is not None else NO_ROWS


def _tasks(facts: Facts) -> Iterator[_Task]:
    for kpi in library.library(facts.workspace).values():
        if unavailable(facts, kpi.key) is not None:
            continue
        stages = [stage.name for stage in stages_with_data(facts)] if kpi.takes_stage else [""]
        bases = all_bases(kpi.shape)
        reached = set(DIMENSIONS).intersection(*(get(name).dimensions for name in bases))
        dimensions = tuple(one for one in DIMENSIONS if one in reached and any(one in filled(facts, b) for b in bases))
        for stage in stages:
            if lacks_stage(facts, kpi, stage or None) is None:
                yield _Task(kpi, stage, staged(facts, kpi, stage or None), dimensions)


def _covers(facts: Facts, name: str) -> list[tuple[str, ...]]:
    """All of the base's dimensions at once while it is small, which makes one scan; else the usual sets."""
    dimensions = filled(facts, name)
    if rows(facts, name) <= SMALL:
        return [dimensions]
    return [tuple(one for one in cover if one in dimensions) for cover in COVERS]


def _frame(facts: Facts, tasks: list[_Task]) -> Frame:
    firsts = [first_day(facts, task.shape) for task in tasks]
    start = min((day for day in firsts if day is not None), default=facts.observed_end - dt.timedelta(days=1))
    calendar = facts.workspace.calendar
    periods = [(period, grain) for grain in GRAINS for period in calendar.periods(start, facts.observed_end, grain)]
    return Frame(tuple(period for period, _ in periods), tuple(grain for _, grain in periods), (), facts.observed_end)


def _rows(task: _Task, cells: Cells, frame: Frame) -> pa.Table:
    """Stored rows of the cells that the data reach."""
    cells = _inside(cells)
    places = cells.place
    grains = np.array([grain.value for grain in frame.grains if grain])
    starts = np.array([period.start for period in frame.periods], dtype="datetime64[D]")
    size = len(cells)
    dimension = frame.dimensions[0] if frame.dimensions else ""
    numbers = {name: _nullable(getattr(cells, name)) for name in ("value", "numerator", "denominator", "low", "high")}
    reasons = _documents(cells.reasons, size)
    columns = {
        "kpi": pa.array([task.kpi.key] * size, pa.string()),
        "stage": pa.array([task.stage] * size, pa.string()),
        "grain": pa.array(grains[places], pa.string()),
        "start": pa.array(starts[places], pa.date32()),
        "dimension": pa.array([dimension] * size, pa.string()),
        "id": cells.keys[f"{dimension}_id"] if dimension else pa.nulls(size, pa.string()),
        "name": cells.keys[dimension] if dimension else pa.nulls(size, pa.string()),
        "n": pa.array(np.round(cells.n).astype(np.int64)),
        "reason": pa.array(reasons, pa.string()),
        **numbers,
    }
    return pa.table({name: columns[name] for name in SCHEMA.names}).cast(SCHEMA)


def _inside(cells: Cells) -> Cells:
    """Those that the data reach."""
    outside = [row for row, reason in cells.reasons.items() if reason.code == OUTSIDE]
    return cells.only(np.delete(np.arange(len(cells)), outside)) if outside else cells


def _nullable(numbers: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> pa.Array:
    return pa.array(numbers, mask=np.isnan(numbers))


def _documents(reasons: Mapping[int, Message], rows: int) -> list[str | None]:
    """Each row's reason as it is kept; most rows have none, and many that have one share it."""
    found: list[str | None] = [None] * rows
    written: dict[int, str] = {}
    for row, reason in reasons.items():
        if id(reason) not in written:
            written[id(reason)] = _document(reason)
        found[row] = written[id(reason)]
    return found


def _document(reason: Message) -> str:
    document = {"code": reason.code, "text": reason.text, "params": dict(reason.params)}
    return json.dumps(document, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Dates stay dates, so that each language can spell them."""
    return {"_date": value.isoformat()} if isinstance(value, dt.date) else str(value)


def _dated(found: dict[str, str]) -> object:
    return dt.date.fromisoformat(found["_date"]) if set(found) == {"_date"} else found
