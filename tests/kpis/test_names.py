"""A group's name is looked up by its id, so every base must call its rows' members as that does."""

import ibis
import pytest

from keyfunnel.kpis.bases import BASES, base
from keyfunnel.kpis.bases.names import NAMED, names
from keyfunnel.kpis.facts import Facts
from tests.kpis.small_facts import facts


@pytest.fixture(scope="module")
def company() -> Facts:
    """Ann of North sells Pro, both by their numbers; Cy, team x and product q are in no list."""
    won = {"outcome": "won", "created_at": "2024-01-01", "closed_at": "2024-03-01", "account_id": "a", "amount": 3}
    return facts(
        "2024-03-31",
        teams=[{"team_id": "n", "name": "North"}],
        reps=[{"rep_id": "1", "name": "Ann", "team_id": "n"}, {"rep_id": "2", "name": "Ben", "team_id": "x"}],
        products=[{"product_id": "p", "name": "Pro"}],
        accounts=[{"account_id": "a", "name": "Acme", "industry": "wood", "segment": "large", "country": "FI"}],
        leads=[
            {"lead_id": str(n), "created_at": "2024-01-01", "owner_id": who, "source": "web", "deal_id": f"d{n}"}
            for n, who in enumerate(("1", "2", "Cy"))
        ],
        deals=[
            {"deal_id": f"d{n}", "owner_id": who, "product_id": what, **won}
            for n, (who, what) in enumerate((("1", "p"), ("2", "q"), ("Cy", None)))
        ],
        deal_lines=[{"deal_id": "d0", "product_id": "q", "quantity": 1, "unit_price": 2}],
        activities=[{"activity_id": "x", "at": "2024-01-03", "kind": "meeting", "rep_id": "2", "deal_id": "d1"}],
    )


def test_every_base_calls_its_rows_members_as_they_are_listed(company: Facts) -> None:
    looked_at = set()
    for name, what in BASES.items():
        for dimension in what.dimensions if what.can_be_made(company) else ():
            pairs = base(company, name).select(id=f"{dimension}_id", name=dimension).distinct()
            called = names(company, dimension)
            for row in pairs.filter(ibis._.id.notnull() | ibis._.name.notnull()).to_pyarrow().to_pylist():
                assert row["name"] == called.get(row["id"], row["id"]), (name, dimension)
                looked_at.add(dimension)
    assert {*NAMED, "source", "industry"} <= looked_at


def test_who_is_listed_without_a_name_or_not_at_all_is_called_by_the_id() -> None:
    made = facts("2024-03-31", reps=[{"rep_id": "1", "name": "Ann"}, {"rep_id": "2"}])
    assert names(made, "owner") == {"1": "Ann"}
    assert all(names(made, dimension) == {} for dimension in ("team", "product", "source"))
    assert set(NAMED) == {"owner", "team", "product"}
