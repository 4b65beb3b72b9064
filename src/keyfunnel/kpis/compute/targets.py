"""The targets that were set: by KPI, scope and period."""

import numpy as np

from keyfunnel.kpis import library
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.compute.cells import Cells, nothing
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.model.calendar import Calendar, Grain, Period, whole_months
from keyfunnel.stats.arrays import FloatArray

COMPANY = "company"
_SCOPED = ("owner", "team")


def targets(kpi: str, cells: Cells, source: Source, frame: Frame) -> FloatArray:
    """The target of ``kpi`` for each row of ``cells``; NaN where none was set for its scope and period.

    The scope is the company, the owner or team that the row is of, or the one that the question is held to. Of what
    adds up, a quarter or year without a target of its own has the sum of its months' (else quarters'), where all of
    them have one.
    """
    adds_up = library.get(kpi, source.facts.workspace).accumulates == "flow"
    known = learnt(source.facts, f"targets {kpi}", lambda facts: _read(facts, kpi))
    if not known:
        return nothing(len(cells))
    calendar = source.facts.workspace.calendar
    found = []
    for group in cells.groups():
        place, *names = group
        scopes = _scopes(frame, names, source)
        period = frame.periods[int(str(place))]
        amounts = (_of(known, scope, period, calendar, adds_up=adds_up) for scope in scopes)
        found.append(next((amount for amount in amounts if amount is not None), np.nan))
    return np.array(found, dtype=np.float64)


def _scopes(frame: Frame, names: list[object], source: Source) -> list[str]:
    """What the scope may be called in the targets: nothing where it has none of its own."""
    words = source.scope.words
    if not frame.dimensions and not words:
        return [COMPANY]
    if len(frame.dimensions) == 1 and not words and frame.dimensions[0] in _SCOPED:
        return [str(name).casefold() for name in names if name is not None]
    if not frame.dimensions and len(words) == 1:
        ((dimension, called),) = words.items()
        return [word.casefold() for word in called] if dimension in _SCOPED and dimension in source.scope.single else []
    return []


def _of(
    known: dict[tuple[str, str], float], scope: str, period: Period, calendar: Calendar, *, adds_up: bool
) -> float | None:
    labels = [calendar.period(period.start, grain) for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR)]
    for same in labels:
        if (same.start, same.end) == (period.start, period.end) and (scope, same.label) in known:
            return known[scope, same.label]
    if not adds_up or not whole_months(period):
        return None
    for grain in (Grain.MONTH, Grain.QUARTER):
        parts = calendar.periods(period.start, period.end, grain)
        whole = parts[0].start == period.start and parts[-1].end == period.end
        if whole and all((scope, part.label) in known for part in parts):
            return sum(known[scope, part.label] for part in parts)
    return None


def _read(facts: Facts, kpi: str) -> dict[tuple[str, str], float]:
    if "targets" not in facts.tables:
        return {}
    table = facts.tables["targets"]
    rows = table.filter(table.kpi == kpi).select("scope", "period", amount=table.amount.cast("float64"))
    return {
        (row["scope"].casefold(), row["period"]): row["amount"]
        for row in rows.to_pyarrow().to_pylist()
        if row["amount"] is not None
    }
