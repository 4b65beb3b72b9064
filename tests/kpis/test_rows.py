"""The rows behind a value, counted or summed, give it again."""

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
    shown = rows(made, "email_reply_rate", asked()).to_pylist()
    assert sorted((row["kind"], row["in_numerator"]) for row in shown) == [
        *[("email", False)] * 3,
        *[("email_reply", True)] * 2,
    ]


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
    assert [row["value"] for row in rows(made, "selling_time_share", asked()).to_pylist()] == [2]
