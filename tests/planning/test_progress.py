"""Progress, projected end and status of goals that go from a baseline to a target.

Every table holds two past quarters, Q2 and Q3 of 2017, and the running one, Q4.
"""

import datetime as dt

import pytest

from keyfunnel.kpis.kpi import KPI
from keyfunnel.model.calendar import Calendar, span
from keyfunnel.okr.models import Kind, Status
from keyfunnel.planning.progress.measure import measure
from keyfunnel.planning.progress.outcome import Goal, Outcome
from keyfunnel.planning.progress.question import Question
from tests.planning.small_table import DAYS, LOST, MONTHLY, REVENUE, WIN_RATE, SmallTable, deals, table

Q4 = span(dt.date(2017, 10, 1), dt.date(2018, 1, 1))


def goal(kpi: KPI, kind: Kind, target: float, baseline: float | None = None) -> Goal:
    return Goal(Question(kpi), kind, Q4, baseline=baseline, target=target)


def on(day: str, goal: Goal, source: SmallTable) -> Outcome:
    return measure(goal, source, Calendar(), dt.date.fromisoformat(day))


def revenue(until: str) -> SmallTable:
    """Past quarters took in 20 and 30 of 100 in their first month, so usually a quarter of it."""
    return table(
        until,
        deals("2017-04-10", won=2, amount=10),
        deals("2017-06-10", won=8, amount=10),
        deals("2017-07-10", won=3, amount=10),
        deals("2017-09-10", won=7, amount=10),
        deals("2017-10-10", won=4, amount=10),
        deals("2017-12-10", won=5, amount=10),
    )


def test_a_flow_counts_from_zero_and_is_heading_for_its_usual_rest() -> None:
    """40 came in by the end of October, when 25 % of a quarter usually has: 40 ÷ 0.25 = 160 of 200."""
    stands = on("2017-10-31", goal(REVENUE, Kind.INCREASE, 200, baseline=100), revenue("2017-12-31"))
    assert stands.current == 40
    assert stands.progress == pytest.approx(0.2)
    assert stands.projected_end == pytest.approx(160)
    assert stands.status is Status.LAGGING  # 160 ÷ 200 = 0.8
    assert stands.reason is None


def test_day_one_of_a_revenue_goal_is_not_a_catastrophe() -> None:
    stands = on("2017-10-01", goal(REVENUE, Kind.INCREASE, 200, baseline=100), revenue("2017-12-31"))
    assert stands.progress == 0
    assert stands.status is None  # nothing has usually come in on the first day: nothing to judge by
    assert stands.reason is not None
    assert stands.reason.code == "nothing_usually_in"


def test_a_growing_flow_that_met_its_target_is_done_before_the_end() -> None:
    stands = on("2017-10-31", goal(REVENUE, Kind.INCREASE, 40), revenue("2017-10-31"))
    assert stands.status is Status.DONE


def test_after_the_end_a_key_result_is_done_or_missed() -> None:
    assert on("2017-12-31", goal(REVENUE, Kind.INCREASE, 90), revenue("2017-12-31")).status is Status.DONE
    missed = on("2018-02-01", goal(REVENUE, Kind.INCREASE, 91), revenue("2017-12-31"))
    assert missed.status is Status.MISSED
    assert missed.progress == pytest.approx(90 / 91)
    assert missed.projected_end == 90


def test_a_flow_without_two_past_periods_is_taken_as_steady() -> None:
    source = table("2017-10-31", deals("2017-10-10", won=31, amount=1))
    stands = on("2017-10-31", goal(REVENUE, Kind.INCREASE, 92), source)
    assert stands.projected_end == pytest.approx(92)  # 31 in 31 of 92 days
    assert stands.reason is not None
    assert stands.reason.code == "taken_as_steady"


def test_a_period_recorded_only_from_its_middle_teaches_no_pace() -> None:
    """The data begin on 1 March: of the first quarter only a third was recorded."""
    source = table(
        "2017-10-31",
        deals("2017-03-01", won=90, amount=1),
        deals("2017-04-01", won=50, amount=1),
        deals("2017-06-01", won=50, amount=1),
        deals("2017-07-01", won=50, amount=1),
        deals("2017-09-01", won=50, amount=1),
        deals("2017-10-01", won=50, amount=1),
    )
    assert on("2017-10-31", goal(REVENUE, Kind.INCREASE, 100), source).projected_end == pytest.approx(100)


def test_what_is_counted_by_whole_months_stands_as_at_the_last_month_s_end() -> None:
    """By mid-November only October is over: 40, when 25 % of a quarter usually has come in."""
    source = revenue("2017-11-15")
    source.rows.extend(deals("2017-11-10", won=9, amount=10))
    stands = on("2017-11-15", goal(MONTHLY, Kind.INCREASE, 200), source)
    assert stands.current == 40
    assert stands.projected_end == pytest.approx(160)
    early = on("2017-10-15", goal(MONTHLY, Kind.INCREASE, 200), source)
    assert (early.status, early.progress, early.current) == (None, None, None)
    assert str(early.reason) == "Too early to say: no month of the cycle has ended yet"


def win_rate(until: str) -> SmallTable:
    """Past quarters stood at 40 % and 50 % after a month and ended at 60 %: usually 15 points still come."""
    return table(
        until,
        deals("2017-04-10", won=4, lost=6),
        deals("2017-06-10", won=20, lost=10),
        deals("2017-07-10", won=5, lost=5),
        deals("2017-09-10", won=19, lost=11),
        deals("2017-10-10", won=9, lost=11),
        deals("2017-12-10", won=31, lost=9),
    )


def test_a_level_is_heading_for_what_usually_still_comes() -> None:
    """45 % now and 15 points to come: 60 %, a fifth short of going from 50 to 62.5 %."""
    stands = on("2017-10-31", goal(WIN_RATE, Kind.INCREASE, 0.625, baseline=0.5), win_rate("2017-12-31"))
    assert stands.current == pytest.approx(0.45)
    assert (stands.numerator, stands.denominator, stands.n) == (9, 20, 20)
    assert stands.progress == pytest.approx((0.45 - 0.5) / 0.125)
    assert stands.projected_end == pytest.approx(0.6)
    assert stands.status is Status.LAGGING


def test_a_share_is_never_heading_beyond_all() -> None:
    """19 of 20 now, and 15 points would be more than all: of what was left to all, a third and a fifth still came."""
    source = table(
        "2017-10-31",
        deals("2017-04-10", won=4, lost=6),
        deals("2017-06-10", won=20, lost=10),
        deals("2017-07-10", won=5, lost=5),
        deals("2017-09-10", won=19, lost=11),
        deals("2017-10-10", won=19, lost=1),
    )
    stands = on("2017-10-31", goal(WIN_RATE, Kind.INCREASE, 0.97, baseline=0.5), source)
    assert stands.projected_end == pytest.approx(0.95 + 0.05 * (1 / 3 + 1 / 5) / 2)


def test_a_level_that_met_its_target_may_still_fall_back() -> None:
    stands = on("2017-10-31", goal(WIN_RATE, Kind.INCREASE, 0.45, baseline=0.3), win_rate("2017-10-31"))
    assert stands.progress == pytest.approx(1)
    assert stands.status is Status.ON_TRACK


def test_a_level_without_two_past_periods_has_no_status_yet() -> None:
    source = table("2017-10-31", deals("2017-10-10", won=9, lost=11))
    stands = on("2017-10-31", goal(WIN_RATE, Kind.INCREASE, 0.625, baseline=0.5), source)
    assert stands.progress is not None
    assert (stands.status, stands.projected_end) == (None, None)
    assert stands.reason is not None
    assert stands.reason.code == "too_little_past"


def test_a_decreasing_key_result_shows_progress_when_it_decreases() -> None:
    """A median of 51 days on the way from 57 to 45: half the way."""
    source = table(
        "2017-12-31",
        deals("2017-04-02", won=3, days=60),
        deals("2017-07-02", won=3, days=60),
        deals("2017-10-02", won=3, days=51),
    )
    stands = on("2017-12-31", goal(DAYS, Kind.DECREASE, 45, baseline=57), source)
    assert stands.progress == pytest.approx(0.5)
    worse = on("2017-12-31", goal(DAYS, Kind.DECREASE, 30, baseline=50), source)
    assert worse.progress == pytest.approx(-0.05)


def lost(until: str) -> SmallTable:
    """Past quarters lost 50 each, half of them in their first month."""
    return table(
        until,
        deals("2017-04-01", lost=25),
        deals("2017-06-10", lost=25),
        deals("2017-07-01", lost=25),
        deals("2017-09-10", lost=25),
        deals("2017-10-10", lost=22),
        deals("2017-12-10", lost=20),
    )


def test_a_shrinking_flow_is_judged_on_its_projected_end_and_never_done_early() -> None:
    """22 lost by the end of October, when half usually is: 44 by the end, 6 of the 10 fewer that were wanted."""
    stands = on("2017-10-31", goal(LOST, Kind.DECREASE, 40, baseline=50), lost("2017-12-31"))
    assert stands.projected_end == pytest.approx(44)
    assert stands.progress == pytest.approx(0.6)
    assert stands.allowance_used == pytest.approx(22 / 40)
    assert stands.status is Status.AT_RISK


def test_a_shrinking_flow_with_nothing_used_up_is_not_done() -> None:
    stands = on("2017-10-05", goal(LOST, Kind.DECREASE, 40, baseline=50), lost("2017-12-31"))
    assert stands.current == 0
    assert stands.status is not Status.DONE


def test_at_close_a_shrinking_flow_is_how_much_less_it_was() -> None:
    """42 lost instead of 50, on the way to 40: 8 of 10."""
    stands = on("2017-12-31", goal(LOST, Kind.DECREASE, 40, baseline=50), lost("2017-12-31"))
    assert stands.progress == pytest.approx(0.8)
    assert stands.status is Status.MISSED


def test_a_flow_written_as_a_negative_number_shrinks_by_increasing() -> None:
    """Churned MRR of −50, to be no more than −40: the same goal with the sign turned."""
    stands = Goal(Question(LOST), Kind.INCREASE, Q4, baseline=-50, target=-40)
    from keyfunnel.planning.progress.towards import aim_of

    aim = aim_of(stands)
    assert aim.allowance
    assert aim.progress(-42) == pytest.approx(0.8)
    assert aim.allowance_used(-20) == pytest.approx(0.5)


def test_without_data_there_is_no_progress_and_no_zero() -> None:
    source = table("2017-10-31", deals("2017-04-10", won=4), deals("2017-07-10", won=4))
    stands = on("2017-10-31", goal(WIN_RATE, Kind.INCREASE, 0.6, baseline=0.5), source)
    assert (stands.status, stands.progress, stands.current) == (Status.NO_DATA, None, None)


def test_before_the_cycle_starts_there_are_no_data() -> None:
    stands = on("2017-09-30", goal(REVENUE, Kind.INCREASE, 100), revenue("2017-12-31"))
    assert (stands.status, stands.progress) == (Status.NO_DATA, None)
    assert stands.reason is not None
    assert str(stands.reason) == "The cycle starts on Oct 1, 2017; there are no data from it yet"


def test_what_happened_after_today_is_not_looked_at() -> None:
    early = on("2017-10-31", goal(REVENUE, Kind.INCREASE, 200), revenue("2017-12-31"))
    then = on("2017-10-31", goal(REVENUE, Kind.INCREASE, 200), revenue("2017-10-31"))
    assert early == then


def test_data_older_than_two_weeks_make_a_running_key_result_stale() -> None:
    source = revenue("2017-10-31")
    assert on("2017-11-14", goal(REVENUE, Kind.INCREASE, 200), source).status is Status.LAGGING
    stale = on("2017-11-15", goal(REVENUE, Kind.INCREASE, 200), source)
    assert stale.status is Status.STALE
    assert str(stale.reason) == "The newest data are from Oct 31, 2017, 15 days earlier"


def test_a_finished_cycle_does_not_go_stale() -> None:
    assert on("2018-06-01", goal(REVENUE, Kind.INCREASE, 200), revenue("2017-12-31")).status is Status.MISSED


def test_a_rep_without_a_past_goes_by_the_company_s() -> None:
    """Bob is new; the company usually has 25 % by the end of October, so his 40 are heading for 160."""
    source = revenue("2017-12-31")
    source.rows.extend(deals("2017-10-10", won=4, amount=10, rep="Bob"))
    own = Question(REVENUE, where={"owner": ("Bob",)})
    stands = on("2017-10-31", Goal(own, Kind.INCREASE, Q4, target=200, wider=(Question(REVENUE),)), source)
    assert stands.current == 40
    assert stands.projected_end == pytest.approx(160)
    assert stands.reason is not None
    assert stands.reason.code == "paced_by_wider"
