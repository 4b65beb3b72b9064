"""KPIs made from other KPIs."""

import pytest

from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, by_period, one, split
from tests.kpis.small_facts import facts


def won(day: str, amount: float, **rest: object) -> dict[str, object]:
    return {
        "deal_id": f"{day} {amount}",
        "outcome": "won",
        "created_at": day,
        "closed_at": day,
        "amount": amount,
        **rest,
    }


@pytest.fixture(scope="module")
def sold() -> Facts:
    """100 in January 2023, 200 in February; 150, 0 and 300 in the first three months of 2024, known to the end of
    March; an open deal of 90 since 1 March."""
    return facts(
        "2024-03-31",
        teams=[{"team_id": "n", "name": "North"}, {"team_id": "s", "name": "South"}],
        reps=[{"rep_id": "a", "name": "Ann", "team_id": "n"}, {"rep_id": "b", "name": "Ben", "team_id": "s"}],
        deals=[
            won("2023-01-10", 100, owner_id="a"),
            won("2023-02-10", 200, owner_id="b"),
            won("2024-01-10", 150, owner_id="a"),
            won("2024-03-10", 300, owner_id="b"),
            {"deal_id": "open", "outcome": "open", "created_at": "2024-03-01", "amount": 90, "owner_id": "b"},
        ],
        targets=[
            {"kpi": "revenue", "scope": "company", "period": "2024-Q1", "amount": 500},
            {"kpi": "revenue", "scope": "company", "period": "2023-01", "amount": 400},
            {"kpi": "revenue", "scope": "company", "period": "2023-02", "amount": 100},
            {"kpi": "revenue", "scope": "company", "period": "2023-03", "amount": 100},
            {"kpi": "revenue", "scope": "North", "period": "2024-Q1", "amount": 100},
            {"kpi": "revenue", "scope": "b", "period": "2024-03", "amount": 600},
            {"kpi": "calls", "scope": "company", "period": "2024-Q1", "amount": 1},
        ],
    )


def test_growth_is_against_the_period_before(sold: Facts) -> None:
    months = by_period(sold, "revenue_growth", "month", start="2023-01-01", end="2023-04-01")
    assert months == {"2023-01": None, "2023-02": 1.0, "2023-03": -1.0}
    found = one(sold, "revenue_growth", "2024-01-01", "2024-02-01")
    assert found.value is None
    assert "nothing before" in str(found.reason)


def test_growth_of_a_range_is_against_as_many_months_before(sold: Facts) -> None:
    found = one(sold, "revenue_growth", "2023-02-01", "2023-03-01")
    assert (found.value, found.numerator, found.denominator) == (1.0, 200, 100)


def test_growth_on_the_year_before(sold: Facts) -> None:
    quarters = by_period(sold, "revenue_growth_yoy", "quarter", start="2024-01-01")
    assert quarters == {"2024-Q1": pytest.approx(450 / 300 - 1)}


def test_growth_needs_the_whole_earlier_period() -> None:
    """Data begin in March, so the first quarter isn't whole."""
    made = facts("2024-06-30", deals=[won("2024-03-10", 100), won("2024-04-10", 300)])
    found = one(made, "revenue_growth", "2024-04-01", "2024-07-01")
    assert found.value is None
    assert "isn't wholly covered" in str(found.reason)


def test_quota_attainment_of_the_company_by_quarter(sold: Facts) -> None:
    quarters = by_period(sold, "quota_attainment", "quarter")
    assert (quarters["2023-Q1"], quarters["2023-Q2"], quarters["2024-Q1"]) == (0.5, None, 0.9)


def test_quota_attainment_of_a_team_and_a_person(sold: Facts) -> None:
    assert one(sold, "quota_attainment", "2024-01-01", "2024-04-01", where={"team": "north"}).value == 1.5
    assert split(sold, "quota_attainment", "owner", start="2024-03-01", end="2024-04-01") == {"Ben": 0.5}
    assert split(sold, "quota_attainment", "team", start="2024-01-01", end="2024-04-01") == {
        "North": 1.5,
        "South": None,
    }


def test_a_part_of_the_company_has_no_share_of_its_quota(sold: Facts) -> None:
    assert one(sold, "quota_attainment", "2024-01-01", "2024-04-01", where={"owner": ("Ann", "Ben")}).value is None


def test_pipeline_coverage_is_of_what_is_still_to_be_won(sold: Facts) -> None:
    found = one(sold, "pipeline_coverage", "2024-01-01", "2024-04-01")
    assert (found.numerator, found.denominator) == (90, 50)
    assert found.value == 1.8


def test_a_range_must_be_a_period_that_has_a_target(sold: Facts) -> None:
    assert one(sold, "quota_attainment", "2024-01-05", "2024-03-05").value is None


def test_revenue_per_customer_divides_by_different_accounts() -> None:
    deals = [
        won("2024-01-10", 100, account_id="a"),
        won("2024-02-11", 200, account_id="a"),
        won("2024-02-12", 60, account_id="b"),
        won("2024-02-13", 1000),
    ]
    made = facts("2024-02-28", deals=deals)
    assert one(made, "revenue_per_customer").value == 180
    assert by_period(made, "revenue_per_customer", "month") == {"2024-01": 100, "2024-02": 130}


def test_asking_for_no_period_covers_all(sold: Facts) -> None:
    assert asked().grain is None
    assert one(sold, "revenue").value == 750
