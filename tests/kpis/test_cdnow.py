"""Real orders: what pandas makes of the raw file, KPI by KPI."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import asked, by_period, fraction, one
from tests.kpis.small_facts import facts

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def bought(shared: Path) -> pd.DataFrame:
    names = ["master", "customer", "day", "cds", "revenue"]
    found = pd.read_csv(shared / "cdnow" / "CDNOW_sample.txt", sep=r"\s+", header=None, names=names)
    return found.assign(day=pd.to_datetime(found.day.astype(str)))


@pytest.fixture(scope="module")
def cdnow(bought: pd.DataFrame) -> Facts:
    rows = pa.table(
        {
            "order_id": [str(row) for row in bought.index],
            "account_id": bought.customer.astype(str).tolist(),
            "ordered_at": pa.array(bought.day.tolist(), pa.timestamp("us")),
            "revenue": bought.revenue.tolist(),
        }
    )
    return facts("1998-06-30", Workspace(new_customer_by="orders"), orders=rows)


def test_the_average_order_of_all_and_by_month(cdnow: Facts, bought: pd.DataFrame) -> None:
    found = one(cdnow, "average_order_value")
    assert (found.numerator, found.denominator) == pytest.approx((244_091.94, 6_919))
    monthly = bought.groupby(bought.day.dt.strftime("%Y-%m")).revenue.mean()
    assert by_period(cdnow, "average_order_value", "month") == pytest.approx(monthly.to_dict())


def test_who_ordered_within_twelve_months_is_a_customer(cdnow: Facts, bought: pd.DataFrame) -> None:
    assert one(cdnow, "new_customers").value == 2_357
    last = bought.groupby("customer").day
    found = by_period(cdnow, "active_customers", "month")
    for month in ("1997-03", "1998-01", "1998-02", "1998-05"):
        end = pd.Timestamp(month) + pd.offsets.MonthBegin(1)
        orders = bought[bought.day < end]
        recent = orders.groupby("customer").day.max() + pd.DateOffset(months=12) >= end
        assert found[month] == recent.sum(), month
    assert last.ngroups == 2_357


def test_churn_by_the_twelve_month_rule(cdnow: Facts, bought: pd.DataFrame) -> None:
    """Of those who had ordered in the twelve months before April 1998, who hadn't before its end."""

    def active(day: str) -> set[int]:
        end = pd.Timestamp(day)
        until = bought[bought.day < end].groupby("customer").day.max() + pd.DateOffset(months=12)
        return set(until[until >= end].index)

    start, end = active("1998-04-01"), active("1998-05-01")
    (found,) = raw(cdnow, ["customer_churn_rate"], asked("1998-04-01", "1998-05-01"))
    assert fraction(found) == (len(start - end), len(start))
