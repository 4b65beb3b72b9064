"""What tells who entered a funnel stage, and from when on: visits may reach back years further than stage histories."""

import datetime as dt
from collections.abc import Iterator

from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Stage


def recorded_from(facts: Facts, stage: str) -> dt.date | None:
    """The first day of any row of the tables that tell of the stage; None where there is none.

    Rows of other stages count too: where deals' stages were recorded, a day without a demo had none.
    """
    days = [_first(facts, table, column) for table, column in _telling(facts, stage)]
    return min((day for day in days if day is not None), default=None)


def tables_telling(facts: Facts, stage: str) -> set[str]:
    """The tables of the sales model that tell who entered the stage."""
    return {table for table, _column in _telling(facts, stage)}


def _telling(facts: Facts, stage: str) -> set[tuple[str, str]]:
    return {source for one in facts.workspace.stages if one.name == stage for source in _told_by(one)}


def _told_by(stage: Stage) -> Iterator[tuple[str, str]]:
    if stage.visits:
        yield "visits", "at"
    if stage.lead:
        yield "leads", stage.lead
    if stage.deal:
        yield "deals", "created_at" if stage.deal == "created" else "closed_at"
    if stage.crm:
        yield "deal_stages", "entered_at"


def _first(facts: Facts, table: str, column: str) -> dt.date | None:
    if not facts.has(table, column):
        return None
    known = facts.known[table].columns[column].first
    if known is not None and column != "closed_at":
        return known
    return learnt(facts, f"first {table}.{column}", lambda facts: _asked(facts, table, column))


def _asked(facts: Facts, table: str, column: str) -> dt.date | None:
    rows = facts.tables[table]
    if column == "closed_at":  # of an open deal it is a plan
        rows = rows.filter((rows.outcome != "open").fill_null(True))
    first = rows.aggregate(first=rows[column].min()).to_pyarrow()["first"][0].as_py()
    return None if first is None else first.date()
