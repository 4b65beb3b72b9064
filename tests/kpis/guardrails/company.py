"""A small company: tables from rows, the columns not named being empty."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import ibis
import pyarrow as pa

from keyfunnel.kpis.bases import prepare
from keyfunnel.kpis.facts import ColumnFacts, Facts, TableFacts
from keyfunnel.kpis.guardrails.rule import Ask, Situation
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Guardrail, Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Shape
from keyfunnel.model.calendar import span
from keyfunnel.model.table import Type
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Phase, Workspace

YEAR = span(dt.date(2018, 1, 1), dt.date(2019, 1, 1))

_ARROW = {
    Type.TEXT: pa.string(),
    Type.NUMBER: pa.decimal128(18, 4),
    Type.RATE: pa.float64(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.TIMESTAMP: pa.timestamp("us"),
    Type.BOOLEAN: pa.bool_(),
}


def company(observed_until: dt.date, **tables: Sequence[Mapping[str, Any]]) -> Facts:
    """Facts from rows by table name, as an edition would give them."""
    con = ibis.duckdb.connect()
    found, known = {}, {}
    for name, rows in tables.items():
        kinds = {column.name: _ARROW[column.type] for column in table(name).columns}
        kinds |= {f"{column.name}_ref": pa.string() for column in table(name).references}
        kinds |= {"extra": pa.string(), "_flags": pa.string(), "_file": pa.string(), "_line": pa.int64()}
        columns = {key: pa.array([row.get(key) for row in rows], kind) for key, kind in kinds.items()}
        found[name] = con.create_table(name, pa.table(columns))
        filled = {key: ColumnFacts(len(rows) - column.null_count) for key, column in columns.items()}
        known[name] = TableFacts(len(rows), filled)
    return Facts(1, Workspace(), dt.datetime.combine(observed_until, dt.time()), found, known)


def prepared(facts: Facts) -> Facts:
    """The same with its base tables stored, as an edition has them."""
    con = ibis.duckdb.connect()
    tables = {name: con.create_table(f"raw_{name}", made.to_pyarrow()) for name, made in facts.tables.items()}
    stored = replace(facts, tables=tables, kept={})
    return replace(stored, prepared=prepare(stored, lambda name, made: con.create_table(name, made.to_pyarrow())))


def deal(
    key: str, created: dt.date | None, closed: dt.date | None = None, outcome: str = "open", **more: Any
) -> dict[str, Any]:
    return {
        "deal_id": key,
        "created_at": created and dt.datetime.combine(created, dt.time()),
        "closed_at": closed and dt.datetime.combine(closed, dt.time()),
        "outcome": outcome,
        **more,
    }


def kpi(shape: Shape, **more: Any) -> KPI:
    words = dict.fromkeys(("title", "date", "definition", "why", "watch_for"), "told")
    plain: dict[str, Any] = {"key": "made_up", "phase": Phase.DECISION, "unit": "ratio", "direction": "up"}
    return KPI(**(plain | words | {"accumulates": "level", "shape": shape, "needs": ("deals",)} | more))


def share(successes: int, n: int, **dimensions: str) -> Measurement:
    return Measurement("made_up", YEAR, successes / n, "ratio", n, successes, n, dimensions=dimensions, ids=dimensions)


def nobody_asked(query: Query, key: str | None = None, /) -> list[Measurement]:
    raise AssertionError(f"asked {key} for {query}")


def situation(
    facts: Facts, of: KPI, *measurements: Measurement, query: Query | None = None, ask: Ask = nobody_asked
) -> Situation:
    return Situation(facts, of, of.shape, query or Query(), measurements, ask)


def said(findings: Mapping[int, Guardrail]) -> dict[int, str]:
    return {place: str(guardrail.message) for place, guardrail in findings.items()}
