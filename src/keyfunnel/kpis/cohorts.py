"""The maturity curves of an edition's cohort KPIs: from its rows, or as they were stored with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import Deferred

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import base
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.maturity import Maturity, learn
from keyfunnel.kpis.shapes import Count, Ratio, Shape
from keyfunnel.kpis.staged import staged

STORED = "maturity"
SCHEMA = pa.schema(
    [
        ("cohort", pa.string()),
        ("recorded_from", pa.date32()),
        ("lags", pa.list_(pa.int64())),
        ("shares", pa.list_(pa.float64())),
        ("days", pa.list_(pa.int64())),
        ("rows", pa.list_(pa.int64())),
    ]
)
_EPOCH = dt.date(1970, 1, 1).toordinal()


def curve(facts: Facts, name: str, shape: Shape) -> Maturity | None:
    """How the cohorts of ``shape`` mature, over all rows; None where it isn't a cohort's ratio.

    ``name`` (see :func:`name_of`) tells curves apart: each is worked out once, or read from the table ``maturity``
    of the edition's prepared ones.
    """
    if not (isinstance(shape, Ratio) and isinstance(shape.denominator, Count) and shape.outcome is not None):
        return None
    entered, reached, outcome = shape.denominator, shape.numerator.where, shape.outcome
    if STORED in facts.prepared:
        stored = learnt(facts, STORED, lambda facts: loaded(facts.prepared[STORED].to_pyarrow()))
        if name in stored:
            return stored[name]
    return learnt(facts, f"maturity of {name}", lambda facts: _learnt(facts, entered, reached, outcome))


def name_of(kpi: KPI, stage: str | None) -> str:
    """A KPI's key, with the stage asked about behind a colon where it takes one."""
    return f"{kpi.key}:{(stage or kpi.stage or '').casefold()}" if kpi.takes_stage else kpi.key


def curves(facts: Facts) -> pa.Table:
    """Every curve there can be, to be kept among the edition's prepared tables as ``maturity``."""
    found = {}
    for kpi in catalogue.KPIS.values():
        if not kpi.is_cohort or unavailable(facts, kpi.key) is not None:
            continue
        for stage in [one.name for one in facts.workspace.stages] if kpi.takes_stage else [None]:
            learnt = curve(facts, name_of(kpi, stage), staged(facts, kpi, stage))
            if learnt is not None:
                found[name_of(kpi, stage)] = learnt
    return dumped(found)


def dumped(curves: Mapping[str, Maturity]) -> pa.Table:
    """Curves by name as a table of ``SCHEMA``, a row each."""
    return pa.Table.from_pylist([{"cohort": name, **asdict(one)} for name, one in curves.items()], SCHEMA)


def loaded(table: pa.Table) -> dict[str, Maturity]:
    """The curves that :func:`dumped` wrote, by name."""
    return {row.pop("cohort"): _from_row(row) for row in table.to_pylist()}


def _from_row(row: dict[str, Any]) -> Maturity:
    lists = {name: tuple(row[name]) for name in ("lags", "shares", "days", "rows")}
    return Maturity(row["recorded_from"], **lists)


def _learnt(facts: Facts, entered: Count, reached: Deferred | None, outcome_column: str) -> Maturity:
    """``entered`` are the rows of all cohorts; the outcome's date counts where ``reached`` holds."""
    rows = base(facts, entered.base)
    if entered.where is not None:
        rows = rows.filter(entered.where)
    outcome = rows[outcome_column]
    if reached is not None:
        outcome = rows.bind(reached)[0].ifelse(outcome, ibis.null("date"))
    days = rows.select(
        entered=_day_number(rows[entered.date]),
        outcome=_day_number(outcome),
        weight=rows[entered.weight] if entered.weight else ibis.literal(1, "int64"),
    )
    days = days.filter(days.entered.notnull())
    counted = days.group_by("entered", "outcome").aggregate(rows=days.weight.sum().cast("int64")).to_pyarrow()
    return learn(
        counted["entered"].to_numpy() + _EPOCH,
        counted["outcome"].cast("float64").to_numpy() + _EPOCH,
        counted["rows"].to_numpy(),
        facts.observed_end - dt.timedelta(days=1),
    )


def _day_number(date: ir.Value) -> ir.Value:
    return (date.epoch_seconds() / 86400).cast("int64")
