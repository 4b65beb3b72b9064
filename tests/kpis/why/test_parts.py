"""A change taken apart, over a company small enough to do it by hand.

| closed | region | won | lost | each won deal |
|---|---|---|---|---|
| 2024-01 | North | 2 | 2 | 100 |
| 2024-01 | South | 2 | 4 | 200 |
| 2024-02 | North | 6 | 4 | 150 |
| 2024-02 | none | 1 | 1 | 50 |

January: 4 of 10 won, 600. February: 7 of 12 won, 950. South has nothing in February, rows without a region nothing in
January.
"""

import datetime as dt

import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.why import Comparison, Part, Split, Why, preceding, so_far, why, year_ago
from keyfunnel.model.calendar import span
from keyfunnel.model.errors import BadInput, NotThere
from tests.kpis.small_facts import facts

FEBRUARY = span(dt.date(2024, 2, 1), dt.date(2024, 3, 1))
JANUARY = span(dt.date(2024, 1, 1), dt.date(2024, 2, 1))
CLOSED = (
    ("2024-01-10", "North", 2, 2, 100),
    ("2024-01-20", "South", 2, 4, 200),
    ("2024-02-10", "North", 6, 4, 150),
    ("2024-02-20", None, 1, 1, 50),
)


@pytest.fixture(scope="module")
def company() -> Facts:
    rows = [
        {
            "region": region,
            "outcome": "won" if number < won else "lost",
            "amount": amount if number < won else None,
            "closed_at": day,
            "created_at": "2024-01-01",
        }
        for day, region, won, lost, amount in CLOSED
        for number in range(won + lost)
    ]
    return facts("2024-02-29", deals=[{"deal_id": f"d{place}", **row} for place, row in enumerate(rows)])


def by_region(company: Facts, key: str, parts: int = 5) -> tuple[Why, Split, dict[str | None, Part]]:
    found = why(company, key, Comparison(FEBRUARY, JANUARY, by=("region",), parts=parts))
    (split,) = found.splits
    return found, split, {part.name: part for part in split.parts}


def test_a_count_changes_by_what_its_groups_do(company: Facts) -> None:
    found, split, parts = by_region(company, "deals_won")
    assert (found.against_value, found.value, found.change) == (4, 7, 3)
    assert {name: part.effect for name, part in parts.items()} == {"North": 4, "South": -2, None: 1}
    assert split.total == 3
    assert found.effects.known() == {"volume": 3}


def test_the_largest_part_comes_first_and_the_rest_is_summed(company: Facts) -> None:
    _, split, _ = by_region(company, "deals_won", parts=1)
    assert [part.name for part in split.parts] == ["North"]
    assert split.others is not None
    assert (split.others.groups, split.others.effect, split.others.value) == (2, -1, 1)


def test_one_other_group_is_shown_rather_than_summed(company: Facts) -> None:
    _, split, _ = by_region(company, "deals_won", parts=2)
    assert len(split.parts) == 3
    assert split.others is None


def test_a_sum_changes_by_how_many_and_by_what_each_is_worth(company: Facts) -> None:
    """North 2 of 100 to 6 of 150: value 4 · 50 = 200, volume 125 · 4 = 500. South goes with its 400, 50 comes without a
    region. In all 4 of 150 to 7 of 950/7: volume 3 · (150 + 950/7)/2, the rest of the 350 by the average."""
    found, split, parts = by_region(company, "revenue")
    assert found.change == split.total == 350
    assert parts["North"].effects.known() == {"volume": 500, "value": 200}
    assert parts["South"].effects.known() == {"volume": -400, "value": 0}
    assert parts[None].effects.known() == {"volume": 50, "value": 0}
    volume = 3 * (150 + 950 / 7) / 2
    assert found.effects.known() == pytest.approx({"volume": volume, "mix": 350 - volume - 200, "value": 200})


def test_a_rate_changes_by_mix_and_by_the_groups_own_rates(company: Facts) -> None:
    """.4 to 7/12, mean 59/120. North .5 to .6, .4 to 10/12 of all: rate (.4 + 10/12)/2 · .1 = 37/600, mix
    (.55 - 59/120) · 13/30. South 2 of 6 goes: -.2 + 59/120 · .6; a half of two comes: 1/12 - 59/120 · 1/6."""
    found, split, parts = by_region(company, "win_rate")
    assert found.change == pytest.approx(7 / 12 - 0.4)
    assert parts["North"].effects.known() == pytest.approx({"mix": (0.55 - 59 / 120) * 13 / 30, "rate": 37 / 600})
    assert parts["South"].effects.known() == pytest.approx({"mix": -0.2 + 59 / 120 * 0.6, "rate": 0})
    assert parts[None].effects.known() == pytest.approx({"mix": 1 / 12 - 59 / 120 / 6, "rate": 0})
    assert split.total == pytest.approx(found.change, rel=1e-9)
    assert parts["South"].value is None
    assert parts["South"].against_value == pytest.approx(1 / 3)
    assert parts["North"].against_weight == 0.4
    assert parts["North"].weight == pytest.approx(10 / 12)


def test_an_average_is_a_ratio_whose_two_parts_are_told_apart(company: Facts) -> None:
    """600/4 = 150 to 950/7: the numerator 350 · (1/4 + 1/7)/2, the denominator the rest."""
    found, _, _ = by_region(company, "average_deal_value")
    assert found.numerator is not None
    assert found.denominator is not None
    assert found.numerator.effect == pytest.approx(350 * (1 / 4 + 1 / 7) / 2)
    assert found.denominator.effect == pytest.approx(950 / 7 - 150 - 350 * (1 / 4 + 1 / 7) / 2)


def test_medians_stand_side_by_side_without_parts(company: Facts) -> None:
    """January 9, 9, 19, 19 days: 14; February six of 40 and one of 50."""
    found, split, parts = by_region(company, "time_to_close")
    assert found.change == 40 - 14
    assert (parts["North"].against_value, parts["North"].value) == (9, 40)
    assert {part.effect for part in parts.values()} == {None}
    assert split.total is None
    assert "median of all" in str(found.reason)


def test_a_period_without_data_is_no_zero(company: Facts) -> None:
    found = why(company, "win_rate", Comparison(JANUARY, preceding(JANUARY)))
    assert (found.value, found.against_value, found.change) == (0.4, None, None)
    assert "from Dec 1, 2023 to Dec 31, 2023" in str(found.reason)
    assert found.as_json()["effects"] == {"volume": None, "mix": None, "rate": None, "value": None}


def test_the_json_names_the_parts_flat(company: Facts) -> None:
    found, _, _ = by_region(company, "revenue")
    (dimension,) = found.as_json()["dimensions"]
    north = dimension["parts"][0]
    assert (north["name"], north["effect"], north["volume"], north["value_effect"], north["mix"]) == (
        "North", 700, 500, 200, None,
    )  # fmt: skip
    assert dimension["total"] == found.as_json()["change"]


def test_without_a_dimension_named_only_those_with_groups_are_looked_at(company: Facts) -> None:
    assert [split.dimension for split in why(company, "win_rate", Comparison(FEBRUARY, JANUARY)).splits] == ["region"]


def test_wrong_words_are_told(company: Facts) -> None:
    with pytest.raises(NotThere, match="region"):
        why(company, "win_rate", Comparison(FEBRUARY, JANUARY, by=("regoin",)))
    with pytest.raises(NotThere, match="North"):
        why(company, "win_rate", Comparison(FEBRUARY, JANUARY, where={"region": ("Nroth",)}))
    with pytest.raises(BadInput, match="itself"):
        Comparison(FEBRUARY, FEBRUARY)


def test_the_periods_compared_with() -> None:
    assert preceding(FEBRUARY) == JANUARY
    assert preceding(span(dt.date(2024, 1, 10), dt.date(2024, 1, 20))).start == dt.date(2023, 12, 31)
    assert year_ago(FEBRUARY) == span(dt.date(2023, 2, 1), dt.date(2023, 3, 1))
    week = year_ago(span(dt.date(2024, 1, 1), dt.date(2024, 1, 8)))
    assert week == span(dt.date(2023, 1, 2), dt.date(2023, 1, 9))  # Monday to Monday
    leap = year_ago(span(dt.date(2024, 2, 28), dt.date(2024, 2, 29)))
    assert leap == span(dt.date(2023, 2, 28), dt.date(2023, 3, 1))


def test_a_running_period_is_cut_to_what_is_known_and_so_is_the_other() -> None:
    known, other = so_far(FEBRUARY, JANUARY, dt.date(2024, 2, 11))
    assert known == span(dt.date(2024, 2, 1), dt.date(2024, 2, 11))
    assert other == span(dt.date(2024, 1, 1), dt.date(2024, 1, 11))
    assert so_far(FEBRUARY, JANUARY, dt.date(2024, 3, 1)) == (FEBRUARY, JANUARY)


def test_groups_that_stand_side_by_side_have_shares_of_the_rows() -> None:
    """Sales velocity divides by days, which aren't shared out: three of four open deals are the North's."""
    won = {"outcome": "won", "amount": 100, "created_at": "2024-01-01"}
    closed = [("North", 10), ("South", 28)]
    deals = [
        {"deal_id": f"won {region} {month}", "region": region, "closed_at": f"2024-{month:02}-{day}", **won}
        for region, day in closed
        for month in (1, 2)
    ]
    deals += [
        {"deal_id": f"open {number}", "region": region, "outcome": "open", "amount": 50, "created_at": "2024-01-02"}
        for number, region in enumerate(("North", "North", "North", "South"))
    ]
    found = why(facts("2024-02-29", deals=deals), "sales_velocity", Comparison(FEBRUARY, JANUARY, by=("region",)))
    (split,) = found.splits
    assert {part.name: (part.n, part.weight) for part in split.parts} == {"North": (3, 0.75), "South": (1, 0.25)}


def test_a_group_without_anything_to_divide_by_has_its_part_too() -> None:
    """Replies to e-mails of January: Ann 2 of 4, Ben 1 of 4; February: Ann 1 of 5, Ben 2 of none: 0.375, then 0.6.

    The mean of both is 0.4875. Ann: 1/5 - 2/8 - 0.4875 × (1 - 0.5); Ben: 2/5 - 1/8 + 0.4875 × 0.5.
    """
    sent = {"2024-01-10": {"Ann": (4, 2), "Ben": (4, 1)}, "2024-02-10": {"Ann": (5, 1), "Ben": (0, 2)}}
    mails = [
        {"kind": kind, "at": day, "rep_id": name}
        for day, people in sent.items()
        for name, numbers in people.items()
        for kind, number in zip(("email", "email_reply"), numbers, strict=True)
        for _ in range(number)
    ]
    made = facts("2024-02-29", activities=[{"activity_id": f"a{place}", **row} for place, row in enumerate(mails)])
    found = why(made, "email_reply_rate", Comparison(FEBRUARY, JANUARY, by=("owner",)))
    (split,) = found.splits
    parts = {part.name: part for part in split.parts}
    assert found.change == pytest.approx(0.225)
    assert split.total == pytest.approx(0.225, abs=1e-12)
    assert {name: part.effect for name, part in parts.items()} == pytest.approx({"Ann": -0.29375, "Ben": 0.51875})
    assert parts["Ben"].effects.known() == pytest.approx({"mix": 0.51875, "rate": 0})
    assert (parts["Ben"].value, parts["Ben"].n, parts["Ben"].weight) == (None, 0, 0)
