"""What a row's references lead to: the person and team, the company, the product, each with name and id.

A reference to something that was not brought, or is not in what was brought, stays verbatim as name and id.
"""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS

TEXT = ibis.null("string")

ACCOUNT = ("country", "segment", "industry")
"""The dimensions of whatever happens with a customer."""


def with_people(facts: Facts, rows: ir.Table, owner: str) -> ir.Table:
    """``rows`` with ``owner``, ``owner_id``, ``team``, ``team_id`` (the owner's current team) and ``owner_region``."""
    rows = rows.rename(_person=owner)
    if "reps" not in facts.tables:
        return rows.mutate(owner=rows._person, team_id=TEXT, team=TEXT, owner_region=TEXT).rename(owner_id="_person")
    people = _people(facts)
    joined = rows.left_join(people, rows._person == people._rep_id)
    return (
        joined.mutate(owner=ibis.coalesce(joined._rep_name, joined._person))
        .drop("_rep_id", "_rep_name")
        .rename(owner_id="_person")
    )


def with_accounts(facts: Facts, rows: ir.Table) -> ir.Table:
    """``rows``, which have ``account_id``, with ``account`` and the account's industry, segment and country
    (``account_industry`` …)."""
    if "accounts" not in facts.tables:
        nothing = {f"account_{name}": TEXT for name in ("industry", "segment", "country")}
        return rows.mutate(account=rows.account_id, **nothing)
    accounts = facts.tables["accounts"]
    companies = accounts.select(
        _account_id=accounts.account_id,
        _account_name=accounts.name,
        account_industry=accounts.industry,
        account_segment=accounts.segment,
        account_country=accounts.country,
    )
    joined = rows.left_join(companies, rows.account_id == companies._account_id)
    named = joined.mutate(account=ibis.coalesce(joined._account_name, joined.account_id))
    return named.drop("_account_id", "_account_name")


def by_account(facts: Facts, rows: ir.Table) -> ir.Table:
    """``rows``, which have ``account_id``, with ``account`` and its dimensions (:data:`ACCOUNT`)."""
    rows = with_accounts(facts, rows)
    return rows.mutate(**{name: rows[f"account_{name}"] for name in ACCOUNT})


def with_products(facts: Facts, rows: ir.Table) -> ir.Table:
    """``rows``, which have ``product_id``, with ``product``."""
    if "products" not in facts.tables:
        return rows.mutate(product=rows.product_id)
    catalogue = facts.tables["products"].select(_product_id="product_id", _product_name="name")
    joined = rows.left_join(catalogue, rows.product_id == catalogue._product_id)
    named = joined.mutate(product=ibis.coalesce(joined._product_name, joined.product_id))
    return named.drop("_product_id", "_product_name")


def pairs(rows: ir.Table, dimensions: tuple[str, ...]) -> Mapping[str, ir.Value]:
    """Name and id columns of ``dimensions`` from ``rows``; the id is the name where there is no other."""
    ids = {f"{name}_id": rows[f"{name}_id"] if f"{name}_id" in rows.columns else rows[name] for name in dimensions}
    return {name: rows[name] for name in dimensions} | ids


def columns_of(dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns that ``dimensions`` take in a base."""
    return tuple(column for name in DIMENSIONS if name in dimensions for column in (name, f"{name}_id"))


def _people(facts: Facts) -> ir.Table:
    reps = facts.tables["reps"]
    people = reps.select(_rep_id="rep_id", _rep_name="name", team_id="team_id", owner_region="region")
    if "teams" not in facts.tables:
        return people.mutate(team=people.team_id)
    teams = facts.tables["teams"].select(_team_id="team_id", _team_name="name")
    joined = people.left_join(teams, people.team_id == teams._team_id)
    return joined.mutate(team=ibis.coalesce(joined._team_name, joined.team_id)).drop("_team_id", "_team_name")
