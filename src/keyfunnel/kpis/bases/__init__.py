"""The tables that KPIs count in: dimensions resolved, dates local, impossible values left out."""

from collections.abc import Mapping

import ibis.expr.types as ir

from keyfunnel.kpis.bases.base import Base
from keyfunnel.kpis.bases.dates import with_atoms
from keyfunnel.kpis.bases.declared import DECLARED
from keyfunnel.kpis.facts import Facts

BASES: Mapping[str, Base] = {one.name: one for one in DECLARED}


def get(name: str) -> Base:
    """The base called ``name``; KeyError where a KPI names none of them."""
    return BASES[name]


def base(facts: Facts, name: str) -> ir.Table:
    """The base table, as stored with the edition or as an expression."""
    return BASES[name].table(facts)


def prepare(facts: Facts) -> dict[str, ir.Table]:
    """Every base table that can be made from what was brought, with the atom of each date beside it."""
    return {one.name: with_atoms(one.table(facts), *one.dates) for one in BASES.values() if one.can_be_made(facts)}
