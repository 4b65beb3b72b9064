"""Cells as they are kept with an edition: rows of a table, and measurements again."""

import datetime as dt
import json
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from keyfunnel.kpis import library
from keyfunnel.kpis.compute.additive import NO_ROWS
from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.compute.covered import OUTSIDE
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.notes import notes
from keyfunnel.model.calendar import Grain
from keyfunnel.texts import Message

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


def stored(kpi: str, stage: str, cells: Cells, frame: Frame) -> pa.Table:
    """The rows of a KPI's cells that the data reach; ``stage`` is '' where it takes none."""
    cells = _inside(cells)
    places = cells.place
    grains = pa.array([grain.value for grain in frame.grains if grain])
    starts = np.array([period.start for period in frame.periods], dtype="datetime64[D]")
    size = len(cells)
    dimension = frame.dimensions[0] if frame.dimensions else ""
    numbers = {name: _nullable(getattr(cells, name)) for name in ("value", "numerator", "denominator", "low", "high")}
    columns = {
        "kpi": pa.repeat(kpi, size),
        "stage": pa.repeat(stage, size),
        "grain": grains.take(pa.array(places)),
        "start": pa.array(starts[places], pa.date32()),
        "dimension": pa.repeat(dimension, size),
        "id": cells.keys[f"{dimension}_id"] if dimension else pa.nulls(size, pa.string()),
        "name": cells.keys[dimension] if dimension else pa.nulls(size, pa.string()),
        "n": pa.array(np.round(cells.n).astype(np.int64)),
        "reason": _documents(cells.reasons, size),
        **numbers,
    }
    return pa.table({name: columns[name] for name in SCHEMA.names}).cast(SCHEMA)


def _inside(cells: Cells) -> Cells:
    """Those that the data reach."""
    outside = [row for row, reason in cells.reasons.items() if reason.code == OUTSIDE]
    return cells.only(np.delete(np.arange(len(cells)), outside)) if outside else cells


def _nullable(numbers: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> pa.Array:
    return pa.array(numbers, mask=np.isnan(numbers))


def _documents(reasons: Mapping[int, Message], rows: int) -> pa.Array:
    """Each row's reason as it is kept; most rows have none, and many that have one share it."""
    if not reasons:
        return pa.nulls(rows, pa.string())
    found: list[str | None] = [None] * rows
    written: dict[int, str] = {}
    for row, reason in reasons.items():
        if id(reason) not in written:
            written[id(reason)] = _document(reason)
        found[row] = written[id(reason)]
    return pa.array(found, pa.string())


def _document(reason: Message) -> str:
    document = {"code": reason.code, "text": reason.text, "params": dict(reason.params)}
    return json.dumps(document, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Dates stay dates, so that each language can spell them."""
    return {"_date": value.isoformat()} if isinstance(value, dt.date) else str(value)


def _dated(found: dict[str, str]) -> object:
    return dt.date.fromisoformat(found["_date"]) if set(found) == {"_date"} else found


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
