"""The tables that KPIs count in: dimensions resolved, dates local, impossible values left out."""

from collections.abc import Mapping
from dataclasses import replace

import ibis.expr.types as ir

from keyfunnel.kpis.bases.base import Base
from keyfunnel.kpis.bases.dates import with_atoms
from keyfunnel.kpis.bases.declared import DECLARED
from keyfunnel.kpis.bases.kept import AS_EXPRESSIONS
from keyfunnel.kpis.facts import Facts

BASES: Mapping[str, Base] = {one.name: one for one in DECLARED}


def get(name: str) -> Base:
    """The base called ``name``; KeyError where a KPI names none of them."""
    return BASES[name]


def base(facts: Facts, name: str) -> ir.Table:
    """The base table, as stored with the edition or as an expression."""
    return BASES[name].table(facts)


# What the other bases are made of: worked out once, so that none of them joins it all again.
_SHARED = ("deals", "leads")


def prepare(facts: Facts) -> dict[str, ir.Table]:
    """Every base table that can be made from what was brought, with the atom of each date beside it."""
    made: dict[str, ir.Table] = {}
    preparing = replace(facts, prepared=made, kept={AS_EXPRESSIONS: True})
    possible = {one.name: one for one in BASES.values() if one.can_be_made(facts)}
    for name in _SHARED:
        if name in possible:
            made[name] = _with_atoms(preparing, possible[name]).cache()
    return made | {name: _with_atoms(preparing, one) for name, one in possible.items() if name not in made}


def _with_atoms(facts: Facts, one: Base) -> ir.Table:
    return with_atoms(one.table(facts), *one.dates)
