"""What a subscriber is worth, and whether that is more than it cost."""

import pytest

from keyfunnel.kpis.evaluate import evaluate, raw
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, fraction, one, split
from tests.kpis.small_facts import facts
from tests.kpis.test_customers import runs


def company(left: int, spent: float) -> Facts:
    """20 customers at 50 a month since December 2022 (half are Finns), of whom ``left`` go on 15 July 2023; what they
    buy besides leaves a margin of 60 %. One more is won with ``spent`` in 2023 and pays 50 from 1 December."""
    gone = {str(n): "2023-07-15" for n in range(left)}
    accounts = [{"account_id": str(n), "country": "FI" if n % 2 else "SE"} for n in range(20)]
    return facts(
        "2023-12-31",
        accounts=accounts,
        subscriptions=[
            *(runs(str(n), "2022-12-01", gone.get(str(n)), 50) for n in range(20)),
            runs("new", "2023-12-01", None, 50),
        ],
        orders=[
            {"order_id": "1", "account_id": "1", "ordered_at": "2023-02-05", "revenue": 100, "cost": 30},
            {"order_id": "2", "account_id": "2", "ordered_at": "2023-11-05", "revenue": 100, "cost": 50},
        ],
        deals=[{"deal_id": "1", "account_id": "new", "outcome": "won", "closed_at": "2023-01-09"}],
        spend=[{"spend_id": "1", "on": "2023-01-03", "category": "sales", "amount": spent}],
    )


def test_margin_a_month_for_as_long_as_customers_stay() -> None:
    """4 of 20 × 7 + 16 × 5 customer-months are gone: 220 ÷ 4 = 55 months of 50 × 0.6.

    Wilson's interval of 4 of 220 is 0.0071 to 0.0458.
    """
    (found,) = raw(company(4, 100), ["customer_lifetime_value"], asked("2023-12-01", "2024-01-01", "month"))
    assert fraction(found) == pytest.approx((30, 4 / 220))
    assert found.value == pytest.approx(1650)
    assert (found.low, found.high) == pytest.approx((30 / 0.0458088, 30 / 0.0070932), rel=1e-3)
    assert found.n == 17


def test_by_year_it_is_the_same_and_by_country_of_its_own() -> None:
    """Of the Swedes (0 and 2 left, of ten) 2 of 10 × 7 + 8 × 5; the margin of Finns is 70 %, of Swedes 50 %."""
    assert one(company(4, 100), "customer_lifetime_value", "2023-01-01", "2024-01-01").value == pytest.approx(1650)
    found = split(company(4, 100), "customer_lifetime_value", "country", start="2023-01-01", end="2024-01-01")
    assert found["FI"] == pytest.approx(50 * 0.7 * 110 / 2)
    assert found["SE"] == pytest.approx(50 * 0.5 * 110 / 2)


def test_without_a_single_loss_it_has_no_end() -> None:
    found = one(company(0, 100), "customer_lifetime_value", "2023-01-01", "2024-01-01")
    assert (found.value, str(found.reason)) == (
        None,
        "No customer left in that time, so it can't be told how long they stay.",
    )


def test_set_against_what_a_customer_costs() -> None:
    assert one(company(4, 330), "clv_to_cac", "2023-01-01", "2024-01-01").value == pytest.approx(5)


def test_without_a_range_it_is_set_against_the_cost_since_that_is_known() -> None:
    """Subscriptions run since December 2022; money spent and customers won are known from January 2023 on."""
    found = one(company(4, 330), "clv_to_cac")
    assert found.value == pytest.approx(5)
    assert found.period.label == "2023-01-01/2024-01-01"


@pytest.mark.parametrize(("spent", "severity"), [(1651, "warning"), (1649, "info")])
def test_costing_more_than_one_brings_is_warned_of(spent: float, severity: str) -> None:
    (found,) = evaluate(company(4, spent), ["customer_acquisition_cost"], asked("2023-01-01", "2024-01-01"))
    (beside,) = [guardrail for guardrail in found.guardrails if guardrail.code == "pair_with"]
    assert beside.severity == severity
    assert ("costs more than it brings" in str(beside.message)) == (severity == "warning")


def test_a_lifetime_value_of_few_customers_is_a_small_sample() -> None:
    (found,) = evaluate(company(4, 100), ["customer_lifetime_value"], asked("2023-12-01", "2024-01-01"))
    told = [str(guardrail.message) for guardrail in found.guardrails if guardrail.code == "small_sample"]
    assert told == ["Worked out from only 17 customers; from 30 on it begins to settle."]


@pytest.mark.parametrize(("pays", "told"), [(1990, ["The largest row of 195 carries 50.6% of the total"]), (10, [])])
def test_one_subscriber_who_pays_half_of_it_all_is_an_outlier(pays: float, told: list[str]) -> None:
    """199 of 10, five of whom leave in January, and one who pays 1,990: 1,990 of 1,940 + 1,990."""
    rows = [runs(str(n), "2022-12-01", "2023-01-10" if n < 5 else None, 10) for n in range(199)]
    made = facts(
        "2023-02-28",
        subscriptions=[*rows, runs("large", "2022-12-01", None, pays)],
        orders=[{"order_id": "1", "ordered_at": "2023-02-05", "revenue": 2, "cost": 1}],
    )
    (found,) = evaluate(made, ["customer_lifetime_value"], asked("2023-02-01", "2023-03-01"))
    sentences = [str(one.message) for one in found.guardrails if one.code == "outliers"]
    assert [sentence.partition(":")[0] for sentence in sentences] == told
