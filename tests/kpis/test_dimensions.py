"""Splitting and filtering: what a row's dimensions are, and which words name them."""

from typing import Any

import pytest

from keyfunnel.kpis.evaluate import evaluate, raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.errors import BadInput, NotThere
from tests.kpis.asking import asked, one, split
from tests.kpis.small_facts import facts

WON: dict[str, Any] = {"outcome": "won", "created_at": "2024-01-01", "closed_at": "2024-03-01"}


@pytest.fixture(scope="module")
def company() -> Facts:
    """Europe holds North and South; Ann sells in North, Ben in South, Eve in Asia. Cy has left no trace in reps."""
    return facts(
        "2024-03-31",
        teams=[
            {"team_id": "e", "name": "Europe"},
            {"team_id": "n", "name": "North", "parent_id": "e"},
            {"team_id": "s", "name": "South", "parent_id": "e"},
            {"team_id": "a", "name": "Asia"},
        ],
        reps=[
            {"rep_id": "1", "name": "Ann", "team_id": "n", "region": "Nordics"},
            {"rep_id": "2", "name": "Ben", "team_id": "s", "region": "Iberia"},
            {"rep_id": "3", "name": "Eve", "team_id": "a", "region": "Siam"},
        ],
        accounts=[{"account_id": "x", "name": "Xylo", "industry": "wood", "segment": "large", "country": "FI"}],
        leads=[
            {"lead_id": "l", "created_at": "2024-01-01", "source": "web", "campaign": "spring"},
            {"lead_id": "m", "created_at": "2024-01-01", "source": "fair", "deal_id": "d2"},
        ],
        deals=[
            {"deal_id": "d1", "owner_id": "1", "account_id": "x", "lead_id": "l", "amount": 1, **WON},
            {"deal_id": "d2", "owner_id": "2", "region": "Gallia", "source": "phone", "amount": 2, **WON},
            {"deal_id": "d3", "owner_id": "3", "account_id": "x", "segment": "small", "amount": 4, **WON},
            {"deal_id": "d4", "owner_id": "Cy", "product_id": "P1", "amount": 8, **WON},
        ],
    )


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        ("owner", {"Ann": 1, "Ben": 2, "Eve": 4, "Cy": 8}),
        ("team", {"North": 1, "South": 2, "Asia": 4, None: 8}),
        ("region", {"Nordics": 1, "Gallia": 2, "Siam": 4, None: 8}),
        ("source", {"web": 1, "phone": 2, None: 12}),
        ("campaign", {"spring": 1, None: 14}),
        ("segment", {"large": 1, "small": 4, None: 10}),
        ("country", {"FI": 5, None: 10}),
        ("industry", {"wood": 5, None: 10}),
        ("product", {"P1": 8, None: 7}),
    ],
)
def test_a_deal_inherits_what_it_does_not_say_itself(
    company: Facts, dimension: str, expected: dict[str | None, float]
) -> None:
    assert split(company, "revenue", dimension) == expected


def test_ids_stand_beside_names_and_unbrought_references_are_verbatim(company: Facts) -> None:
    found = raw(company, ["revenue"], asked(by=("owner",)))
    assert {one.dimensions["owner"]: one.ids["owner"] for one in found} == {
        "Ann": "1",
        "Ben": "2",
        "Eve": "3",
        "Cy": "Cy",
    }


def test_a_team_brings_those_below_it(company: Facts) -> None:
    assert one(company, "revenue", where={"team": "Europe"}).value == 3
    assert one(company, "revenue", where={"team": "north"}).value == 1


def test_one_dimension_twice_is_or_two_are_and(company: Facts) -> None:
    assert one(company, "revenue", where={"owner": ("Ann", "3")}).value == 5
    assert one(company, "revenue", where={"owner": ("Ann", "3"), "segment": "small"}).value == 4


def test_two_dimensions_split_together(company: Facts) -> None:
    found = raw(company, ["revenue"], asked(by=("team", "segment")))
    assert {(one.dimensions["team"], one.dimensions["segment"]): one.value for one in found} == {
        ("Asia", "small"): 4,
        ("North", "large"): 1,
        ("South", None): 2,
        (None, None): 8,
    }


def test_unknown_words_are_told_with_the_nearest_known(company: Facts) -> None:
    with pytest.raises(NotThere, match=r"no owner 'An'; did you mean 'Ann'\?"):
        one(company, "revenue", where={"owner": "An"})
    with pytest.raises(NotThere, match=r"no dimension 'ownr'; did you mean 'owner'\?"):
        one(company, "revenue", by=("ownr",))
    with pytest.raises(NotThere, match=r"no KPI 'win_rat'; did you mean 'win_rate'\?"):
        one(company, "win_rat")


def test_a_dimension_that_the_rows_do_not_reach_is_refused_with_those_they_have(company: Facts) -> None:
    with pytest.raises(BadInput, match=r"leads can't be split by product: .* owner, team, source"):
        one(company, "new_leads", by=("product",))


def test_a_member_without_rows_is_known(company: Facts) -> None:
    assert one(company, "new_leads", where={"owner": "Eve"}).value == 0


def test_a_member_that_only_other_rows_have_is_known_and_counts_nothing(company: Facts) -> None:
    """Gallia is a region of deals alone, phone a source of theirs: no lead came from either: that is 0."""
    assert one(company, "new_leads", where={"region": "Gallia"}).value == 0
    assert one(company, "new_leads", where={"source": "phone"}).value == 0
    assert one(company, "new_leads", where={"source": ("phone", "fair")}).value == 1
    with pytest.raises(NotThere, match="no source 'fone'; did you mean 'phone'"):
        one(company, "new_leads", where={"source": "fone"})


def test_a_formula_held_to_a_member_of_one_of_its_tables_is_checked_like_any_other() -> None:
    """Money was spent on the fair only; customers came from the phone too: nothing was spent to win them."""
    made = facts(
        "2024-03-31",
        deals=[{"deal_id": "d", "account_id": "x", "source": "phone", "amount": 1, **WON}],
        spend=[{"spend_id": "s", "on": "2024-03-05", "category": "sales", "source": "fair", "amount": 9}],
    )
    by_phone = asked("2024-03-01", "2024-04-01", where={"source": "phone"})
    (found,) = evaluate(made, ["customer_acquisition_cost"], by_phone)
    assert (found.value, found.numerator, found.denominator) == (0, 0, 1)
