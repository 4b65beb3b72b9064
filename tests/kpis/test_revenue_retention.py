"""What subscriptions of the start are worth at the end, by hand and against the real file told another way."""

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, fraction, one
from tests.kpis.small_facts import facts
from tests.kpis.test_customers import runs

RATES = ("mrr_churn_rate", "net_revenue_retention", "gross_revenue_retention")


@pytest.fixture(scope="module")
def subscribed() -> Facts:
    """At the end of January: A 10, B 20, C 30. At the end of February: A 25, B gone, C 12; D is new."""
    return facts(
        "2024-03-10",
        subscriptions=[
            runs("a", "2024-01-01", None, 10),
            runs("a", "2024-02-10", None, 15),
            runs("b", "2024-01-01", "2024-02-20", 20),
            runs("c", "2024-01-01", "2024-02-15", 30),
            runs("c", "2024-02-15", None, 12),
            runs("d", "2024-02-01", None, 99),
            {**runs("x", "2024-01-01", "2024-02-10", 500), "account_id": None},
        ],
    )


def test_those_of_the_start_are_followed_to_the_end(subscribed: Facts) -> None:
    found = [one(subscribed, key, "2024-02-01", "2024-03-01") for key in RATES]
    assert [fraction(rate) for rate in found] == [(20, 60), (37, 60), (22, 60)]
    assert {rate.n for rate in found} == {3}


def test_the_interval_is_that_of_a_ratio_of_sums_over_accounts() -> None:
    """10, 20, 30 and 40, of which 20 and 40 stay: Fieller's ends by hand: Σy² = 2000, Σxy = 2000, Σx² = 3000.

    t(3) = 3.1824; a = 25² − t²·41.667 = 203.01; b = 25·15 − t²·41.667 = −46.99; c = 15² − t²·91.667 = −703.38.
    The lower end is −2.1, of which there is nothing; and no more than all can go.
    """
    gone = {"a": "2024-02-10", "c": "2024-02-10"}
    paid = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0}
    made = facts(
        "2024-03-10", subscriptions=[runs(key, "2024-01-01", gone.get(key), amount) for key, amount in paid.items()]
    )
    found = one(made, "net_revenue_retention", "2024-02-01", "2024-03-01")
    assert fraction(found) == (60, 100)
    assert found.high == pytest.approx((-46.99 + (46.99**2 + 203.01 * 703.38) ** 0.5) / 203.01, abs=1e-3)
    assert found.low == 0
    churn = one(made, "mrr_churn_rate", "2024-02-01", "2024-03-01")
    assert (fraction(churn), churn.low, churn.high) == ((40, 100), 0, 1)


@pytest.mark.shared
def test_months_of_the_real_file_come_out_as_from_a_pivot_of_it(mrr_playbook: Facts, shared: Path) -> None:
    """Balances by customer and month-end with plain pandas; all periods there are aligned to months."""
    periods = pd.read_csv(shared / "mrr_playbook" / "data" / "subscription_periods.csv", parse_dates=[2, 3])
    months = pd.period_range("2017-09", "2020-01", freq="M")
    balance = pd.DataFrame(
        {
            month: periods[(periods.start_date <= month.end_time) & (periods.end_date > month.end_time)]
            .groupby("customer_id")
            .monthly_amount.sum()
            for month in months
        },
        index=periods.customer_id.unique(),
    ).fillna(0)
    found = {
        key: {one.period.label: fraction(one) for one in raw(mrr_playbook, [key], asked(grain="month"))}
        for key in RATES
    }
    for before, month in pairwise(months):
        start, end = balance[before], balance[month]
        held = start > 0
        expected = (start[held & (end == 0)].sum(), end[held].sum(), end[held].clip(upper=start[held]).sum())
        of = start.sum()
        told = tuple((part, of) if of else (None, None) for part in expected)
        assert tuple(found[key][str(month)] for key in RATES) == told, month
