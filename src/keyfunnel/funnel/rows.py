"""The subjects behind a stage's count, one row each."""

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.paths import Paths, lacking, paths
from keyfunnel.funnel.query import FunnelQuery
from keyfunnel.funnel.reading import read
from keyfunnel.kpis.bases import base
from keyfunnel.kpis.bases.stage_paths import VISITOR
from keyfunnel.kpis.coverage import filled
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


def rows(facts: Facts, query: FunnelQuery, stage: str) -> ir.Table:
    """Those whom :func:`keyfunnel.funnel.funnel.funnel` counts at ``stage``, the latest first.

    Who they are, when they ``reached`` this stage, how they stand, when they ``reached`` each other stage with data
    within the window (later ones imply those skipped), and every dimension that has members. At a stage told by
    visits a row may stand for several: their ``visits`` add up to the count. ``query.by`` splits nothing here. Raises
    :class:`BadInput` for a stage that isn't there or has no data.
    """
    found = paths(facts)
    position = _position(facts, found, stage)
    reading = read(facts, query, also=("subject_id", "lead_id", "deal_id", *DIMENSIONS))
    counted = reading.counts(position) & _passes(reading.rows, found, position)
    table = _with_deals(facts, reading.rows.filter(counted))
    table = table.order_by(ibis.desc(f"r{position}"), "subject_id")
    return table.select(**dict(_columns(facts, found, position, table)))


def _position(facts: Facts, found: Paths, stage: str) -> int:
    names = [one.name for one in facts.workspace.stages]
    if stage not in names:
        raise BadInput(N_("{name}: {word!r} is none of {known}"), name="stage", word=stage, known=", ".join(names))
    position = names.index(stage) + 1
    if position not in found.present:
        raise BadInput(N_("{stage}: {lacking}"), stage=stage, lacking=lacking(facts, found.stages[position - 1]))
    return position


def _passes(table: ir.Table, found: Paths, position: int) -> ir.BooleanValue:
    """Whether the path of such a subject comes by the stage: deals without a lead begin further on."""
    return table.kind.isin([kind for kind, begin in found.begins.items() if begin <= position])


def _with_deals(facts: Facts, table: ir.Table) -> ir.Table:
    """With the name of each one's ``deal`` and its ``account``, where there are deals."""
    if "deals" not in facts.tables:
        return table
    deals = base(facts, "deals")
    named = deals.select(_deal_id="deal_id", deal="name", account="account")
    return table.left_join(named, table.deal_id == named._deal_id).drop("_deal_id")


def _columns(facts: Facts, found: Paths, position: int, table: ir.Table) -> Iterator[tuple[str, ir.Value]]:
    members = {one for name in ("deals", "leads") if name in facts.tables for one in filled(facts, name)}
    if "leads" in facts.tables:
        yield "lead_id", table.lead_id
    if "deals" in facts.tables:
        yield "deal_id", table.deal_id
        told = {"deal": "name", "account": "account_id"}
        yield from ((name, table[name]) for name, column in told.items() if facts.has("deals", column))
    if "visits" in facts.tables:
        members |= {"source", "campaign"}
        subject = table.subject_id
        yield "visitor", subject.startswith(VISITOR).ifelse(subject.substr(len(VISITOR)), ibis.null("string"))
    if found.stages[position - 1].visits:
        yield "visits", table.weight

    def reached(place: int) -> tuple[str, ir.Value]:
        on = _passes(table, found, place).ifelse(table[f"r{place}"], ibis.null("date"))
        return f"reached {found.stages[place - 1].name}", on

    yield reached(position)
    if "deals" in facts.tables:
        yield "amount", table.amount
    yield from ((name, table[name]) for name in ("open", "lost_on"))
    yield from (reached(place) for place in found.present if place != position)
    yield from ((name, table[name]) for name in DIMENSIONS if name in members)
