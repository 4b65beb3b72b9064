"""Surveys, tickets and working time."""

import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, fraction, one, split
from tests.kpis.small_facts import facts


def said(kind: str, score: float | None, account: str = "a", scale: float | None = None) -> dict[str, object]:
    at = "2024-03-31T12:00:00"
    known: dict[str, object] = {"kind": kind, "at": at, "score": score, "scale": scale, "account_id": account}
    return known | {"response_id": f"{kind}{score}{account}{scale}"}


@pytest.fixture(scope="module")
def heard() -> Facts:
    """Ada is a customer since 2 January (89 days), Bo since the 1st (90 days)."""
    return facts(
        "2024-03-31T18:00:00",
        accounts=[{"account_id": "a", "name": "Ada", "segment": "small"}, {"account_id": "b", "segment": "large"}],
        deals=[
            {"deal_id": "1", "account_id": "a", "outcome": "won", "closed_at": "2024-01-02"},
            {"deal_id": "2", "account_id": "b", "outcome": "won", "closed_at": "2024-01-01"},
        ],
        surveys=[
            *(said("nps", score, account) for score, account in ((10, "a"), (9, "b"), (8, "a"), (7, "b"), (6, "a"))),
            said("nps", 0, "b"),
            said("nps", 11),
            said("nps", 4, scale=5),
            *(said("csat", score) for score in (5, 4, 3)),
            said("csat", 5, "b"),
            said("csat", 6, "b", 7),
            said("csat", 5, "b", 7),
            said("csat", None),
            said("csat", 8, scale=7),
        ],
    )


def test_the_net_promoter_score_runs_from_minus_to_plus_100(heard: Facts) -> None:
    """2 promoters, 2 detractors of 6; t interval 0 ± 2.5706 × 89.4427 / √6."""
    found = one(heard, "nps")
    assert (found.value, found.n) == (0, 6)
    assert found.high == pytest.approx(93.865, abs=1e-2)
    assert split(heard, "nps", "segment") == {"small": 0, "large": 0}


def test_of_few_answers_the_interval_ends_where_the_score_does(heard: Facts) -> None:
    """Of three, one of each: 0 ± 4.3027 × 100 / √3."""
    groups = raw(heard, ["nps"], asked(by=("segment",)))
    assert [(found.low, found.high) for found in groups] == [(-100, 100)] * 2


def test_satisfaction_is_the_top_two_boxes_of_each_scale(heard: Facts) -> None:
    assert fraction(one(heard, "csat")) == (4, 6)
    assert split(heard, "csat", "segment") == {"small": 2 / 3, "large": 2 / 3}


def test_new_customers_are_those_of_less_than_90_days(heard: Facts) -> None:
    assert fraction(one(heard, "new_customer_csat")) == (2, 3)


def complained(key: str, opened: str, resolved: str | None, kind: str = "complaint") -> dict[str, object]:
    return {"ticket_id": key, "kind": kind, "opened_at": opened, "resolved_at": resolved, "account_id": "a"}


def test_complaints_still_open_count_as_at_least_so_long() -> None:
    """1.5, 4 and 30 hours, and open for 10: survival is 3/4, 2/4, 2/4, 0: the middle of 4 and 30."""
    made = facts(
        "2024-03-10T18:00:00",
        tickets=[
            complained("1", "2024-03-01T08:00:00", "2024-03-01T09:30:00"),
            complained("2", "2024-03-02T08:00:00", "2024-03-02T12:00:00"),
            complained("3", "2024-03-03T08:00:00", "2024-03-04T14:00:00"),
            complained("4", "2024-03-10T08:00:00", None),
            complained("5", "2024-03-05", "2024-03-06"),
            complained("6", "2024-03-05T08:00:00", "2024-03-04T08:00:00"),
            complained("7", "2024-03-05T08:00:00", "2024-03-05T08:01:00", "question"),
        ],
    )
    found = one(made, "complaint_resolution_hours")
    assert (found.value, found.n, found.numerator, found.denominator) == (17, 4, 35.5, 3)


def test_seconds_count_in_hours() -> None:
    """Solved after 1 s, 3601 s and a day."""
    opened = "2024-03-01T08:00:00"
    solved = ("2024-03-01T08:00:01", "2024-03-01T09:00:01", "2024-03-02T08:00:00")
    made = facts("2024-03-10T18:00:00", tickets=[complained(at, opened, at) for at in solved])
    assert one(made, "complaint_resolution_hours").value == pytest.approx(3601 / 3600, abs=1e-12)


def test_time_spent_selling_leaves_out_what_cannot_be() -> None:
    made = facts(
        "2024-03-10",
        reps=[{"rep_id": "a", "name": "Ann", "region": "East"}],
        time_logs=[
            {"log_id": "1", "rep_id": "a", "on": "2024-03-01", "selling_hours": 3, "total_hours": 8},
            {"log_id": "2", "rep_id": "a", "on": "2024-03-02", "selling_hours": 1, "total_hours": 4},
            {"log_id": "3", "on": "2024-03-02", "selling_hours": 4, "total_hours": 8},
            {"log_id": "4", "on": "2024-03-02", "selling_hours": 9, "total_hours": 8},
            {"log_id": "5", "on": "2024-03-02", "selling_hours": 5},
        ],
    )
    found = one(made, "selling_time_share")
    assert (fraction(found), found.n) == ((8, 20), 3)
    assert split(made, "selling_time_share", "region") == {"East": 1 / 3, None: 0.5}


def test_the_interval_of_a_median_does_not_depend_on_what_is_asked_beside_it() -> None:
    """Ada's twelve complaints took 1 to 12 hours: the 3rd and the 10th bound the median. One of Bo's is still open."""
    ada = [complained(str(n), "2024-03-01T08:00", f"2024-03-01T{8 + n:02d}:00") for n in range(1, 13)]
    bo = [complained("b", "2024-03-02T08:00", None) | {"account_id": "b"}]
    accounts = [{"account_id": "a", "segment": "small"}, {"account_id": "b", "segment": "large"}]
    made = facts("2024-03-31T12:00", accounts=accounts, tickets=[*ada, *bo])
    alone = one(made, "complaint_resolution_hours", where={"segment": "small"})
    beside = next(
        each
        for each in raw(made, ["complaint_resolution_hours"], asked(by=("segment",)))
        if each.dimensions["segment"] == "small"
    )
    assert (alone.value, alone.low, alone.high) == (6.5, 3, 10)
    assert (beside.value, beside.low, beside.high) == (6.5, 3, 10)
