"""The tables that KPIs count in: dimensions resolved, dates local, impossible values left out."""

from collections.abc import Callable, Mapping
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


# What the other bases are made of comes first, so that they read it as it was kept.
_FIRST = ("deals", "leads")


def prepare(
    facts: Facts,
    keep: Callable[[str, ir.Table], ir.Table],
    kept: Callable[[str], ir.Table | None] = lambda _name: None,
) -> dict[str, ir.Table]:
    """Every base table that can be made from what was brought, with the atom of each date beside it.

    ``keep`` stores a base under its name and gives the table as stored. One that another is a view of isn't kept.
    ``kept`` is asked first, and gives a base that needn't be made: some are half made when their expression is.
    """
    made: dict[str, ir.Table] = {}
    preparing = replace(facts, prepared=made, kept={AS_EXPRESSIONS: True})
    for one in sorted(BASES.values(), key=lambda base: base.name not in _FIRST):
        if one.can_be_made(facts) and not one.view(facts):
            found = kept(one.name)
            if found is None:
                found = keep(one.name, with_atoms(one.table(preparing), *one.dates))
            made[one.name] = found
    return made
