"""The rows behind a value, counted or summed, give it again."""

from keyfunnel.kpis.bases import get
from keyfunnel.kpis.row_columns import row_columns
from keyfunnel.kpis.rows import rows
from tests.kpis.asking import asked, fraction, one
from tests.kpis.small_facts import facts


def test_replies_are_shown_beside_the_e_mails_that_they_are_set_against() -> None:
    """Three e-mails were sent and one came in; two replies are none of them."""
    kinds = [("email", True), ("email", None), ("email", True), ("email", False), *[("email_reply", False)] * 2]
    made = facts(
        "2024-01-31",
        activities=[
            {"activity_id": str(n), "kind": kind, "outbound": outbound, "at": "2024-01-10"}
            for n, (kind, outbound) in enumerate(kinds)
        ],
    )
    assert fraction(one(made, "email_reply_rate")) == (2, 3)
    shown = rows(made, "email_reply_rate", asked()).to_pyarrow().to_pylist()
    assert sorted((row["kind"], row["in_numerator"]) for row in shown) == [
        *[("email", False)] * 3,
        *[("email_reply", True)] * 2,
    ]


def test_what_customers_of_the_start_pay_at_the_end_is_shown_with_what_they_paid_before() -> None:
    """A paid 10 and 5 and now pays 10 and 20, B paid 30 and is gone, C is new, D came down from 20 to 12: of 65 they
    pay 42 now, and of what they paid before 15 and 12."""

    def runs(key: str, account: str, started: str, ended: str | None, mrr: float) -> dict[str, object]:
        return {"subscription_id": key, "account_id": account, "started_on": started, "ended_on": ended, "mrr": mrr}

    made = facts(
        "2024-03-31",
        subscriptions=[
            runs("a1", "A", "2023-12-01", None, 10),
            runs("a2", "A", "2023-12-01", "2024-01-20", 5),
            runs("a3", "A", "2024-01-20", None, 20),
            runs("b1", "B", "2023-12-01", "2024-01-10", 30),
            runs("c1", "C", "2024-01-05", None, 70),
            runs("d1", "D", "2023-12-01", "2024-01-15", 20),
            runs("d2", "D", "2024-01-15", None, 12),
        ],
    )
    january = asked("2024-01-01", "2024-02-01")
    assert fraction(one(made, "net_revenue_retention", "2024-01-01", "2024-02-01")) == (42, 65)
    shown = rows(made, "net_revenue_retention", january).to_pyarrow().to_pylist()
    assert {row["subscription_id"]: (row["value"], row["in_numerator"]) for row in shown} == {
        "a1": (10, True),
        "a2": (5, False),
        "a3": (20, True),
        "b1": (30, False),
        "d1": (20, False),
        "d2": (12, True),
    }
    assert fraction(one(made, "gross_revenue_retention", "2024-01-01", "2024-02-01")) == (27, 65)
    kept = rows(made, "gross_revenue_retention", january).to_pyarrow().to_pylist()
    assert {row["subscription_id"]: (row["value"], row["in_numerator"]) for row in kept} == {
        "a1": (10, True),
        "a2": (5, True),
        "b1": (30, False),
        "d1": (12, True),
    }
    gone = rows(made, "mrr_churn_rate", january).to_pyarrow().to_pylist()
    assert sum(row["value"] for row in gone if row["in_numerator"]) == 30


def test_entries_that_a_share_of_hours_leaves_out_are_not_shown_behind_it() -> None:
    """Two hours of eight; nine of eight can't be, and an entry without its selling hours says nothing."""
    hours = [(2, 8), (9, 8), (None, 8)]
    made = facts(
        "2024-01-31",
        time_logs=[
            {"log_id": str(n), "on": "2024-01-10", "selling_hours": selling, "total_hours": total}
            for n, (selling, total) in enumerate(hours)
        ],
    )
    assert fraction(one(made, "selling_time_share")) == (2, 8)
    assert [row["value"] for row in rows(made, "selling_time_share", asked()).to_pyarrow().to_pylist()] == [2]


def test_which_row_it_is_and_what_is_counted_of_it_comes_first() -> None:
    """Of the win rate: whether it was won; ids of what has a name, and where it was read, come last."""
    deals = get("deals")
    columns = row_columns(deals, "closed_on", valued=False, marked=True)
    assert columns[:6] == ("deal_id", "name", "account", "closed_on", "in_numerator", "outcome")
    assert columns[-3:] == ("account_id", "_file", "_line")
    assert set(columns) == {*deals.shown, *deals.dimensions, "in_numerator", "_file", "_line"}
    assert len(columns) == len(set(columns))


def test_what_is_summed_stands_beside_its_day() -> None:
    """Where all rows count alike, that they do is of least interest."""
    columns = row_columns(get("subscriptions"), "started_on", valued=True, marked=False)
    assert columns[:5] == ("subscription_id", "account", "started_on", "value", "plan")
    assert columns[-4:] == ("account_id", "in_numerator", "_file", "_line")
