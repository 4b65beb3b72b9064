"""How the members of dimensions are called: a row's name of one follows from its id."""

from collections.abc import Mapping

from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts

NAMED: Mapping[str, tuple[str, str, str]] = {
    "owner": ("reps", "rep_id", "name"),
    "team": ("teams", "team_id", "name"),
    "product": ("products", "product_id", "name"),
}
"""Dimensions whose members have a name beside their id: (table, id column, name column)."""


def names(facts: Facts, dimension: str) -> Mapping[str, str]:
    """Names by id, as base tables have them; whoever isn't among them is called by the id."""
    if dimension not in NAMED or NAMED[dimension][0] not in facts.tables:
        return {}
    return learnt(facts, f"names {dimension}", lambda facts: _listed(facts, dimension))


def _listed(facts: Facts, dimension: str) -> Mapping[str, str]:
    table, key, name = NAMED[dimension]
    rows = facts.tables[table]
    found = rows.filter(rows[name].notnull()).select(key=rows[key], name=rows[name]).to_pyarrow().to_pylist()
    return {row["key"]: row["name"] for row in found}
