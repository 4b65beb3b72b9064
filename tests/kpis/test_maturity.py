"""When a cohort's outcomes come in, by hand and on olist's leads."""

import csv
import datetime as dt
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.kpis.maturity import Maturity, learn

NEW_YEAR = dt.date(2018, 1, 1)
NEVER = float("nan")


def days_after(day: dt.date, days: int) -> float:
    return float(day.toordinal() + days)


def two_cohorts() -> Maturity:
    """100 entered on 1 January: 20 reach the outcome after 10 days, 20 after 40; 100 more on 22 March: 20 after 10.

    Seen until 11 April, day 100. At 10 days 40 of 200 do, at 40 days 20 of the 80 who are left of the older
    hundred (the younger were followed for 20 days only): 1 - 0.8 · 0.75 = 40 %, half of it by day 10.
    """
    old, young = days_after(NEW_YEAR, 0), days_after(NEW_YEAR, 80)
    return learn(
        [old, old, old, young, young],
        [old + 10, old + 40, NEVER, young + 10, NEVER],
        [20, 20, 60, 20, 80],
        NEW_YEAR + dt.timedelta(days=100),
    )


def test_the_curve_is_the_share_of_what_is_usually_reached() -> None:
    curve = two_cohorts()
    assert curve.lags == (10, 40)
    assert curve.shares == pytest.approx((0.5, 1))
    assert curve.by([-1, 9, 10, 39, 40, 99]) == pytest.approx([0, 0, 0.5, 0.5, 1, 1])


def test_a_young_cohort_has_shown_half_and_an_old_one_all() -> None:
    curve, last_day = two_cohorts(), NEW_YEAR + dt.timedelta(days=100)
    one_day = dt.timedelta(days=1)
    assert curve.seen(NEW_YEAR, NEW_YEAR + one_day, last_day) == pytest.approx(1)
    young = NEW_YEAR + dt.timedelta(days=80)
    assert curve.seen(young, young + one_day, last_day) == pytest.approx(0.5)


def test_a_period_is_judged_by_the_days_of_it_that_were_observed() -> None:
    """The last 19 days of the data, in which nobody entered: 9 of them have had 10 days or more."""
    curve, last_day = two_cohorts(), NEW_YEAR + dt.timedelta(days=100)
    start = last_day - dt.timedelta(days=18)
    assert curve.seen(start, start + dt.timedelta(days=200), last_day) == pytest.approx(0.5 * 9 / 19)


def test_days_count_by_how_many_entered_on_them() -> None:
    """Of the 200 of the year so far, the older 100 have shown all, the 100 of day 80 have shown half."""
    curve, last_day = two_cohorts(), NEW_YEAR + dt.timedelta(days=100)
    assert curve.seen(NEW_YEAR, NEW_YEAR + dt.timedelta(days=365), last_day) == pytest.approx(0.75)


def test_rows_from_before_outcomes_were_recorded_teach_nothing() -> None:
    """50 from June 2017, of whom 10 are won in January 2018: not 200 days late, only written down then."""
    june, january = days_after(dt.date(2017, 6, 1), 0), days_after(NEW_YEAR, 0)
    curve = learn(
        [june, june, january, january],
        [january + 4, NEVER, january + 10, NEVER],
        [10, 40, 20, 30],
        NEW_YEAR + dt.timedelta(days=300),
    )
    assert (curve.recorded_from, curve.lags) == (NEW_YEAR, (10,))
    assert curve.unrecorded(dt.date(2017, 12, 1), NEW_YEAR) == pytest.approx(21 / 31)  # 11 December on: not yet due
    assert curve.unrecorded(NEW_YEAR, dt.date(2018, 2, 1)) == 0


def test_a_first_cohort_whose_outcomes_simply_take_long_lacks_none() -> None:
    """Everyone takes 40 days; the cohort of January has its first outcome in February, and all of them."""
    january, march = days_after(NEW_YEAR, 10), days_after(NEW_YEAR, 60)
    curve = learn(
        [january, january, march, march],
        [january + 40, NEVER, march + 40, NEVER],
        [20, 30, 20, 30],
        NEW_YEAR + dt.timedelta(days=300),
    )
    assert curve.recorded_from == dt.date(2018, 2, 1)
    assert curve.unrecorded(NEW_YEAR, dt.date(2018, 2, 1)) == 0


def test_without_any_outcome_everything_is_unrecorded() -> None:
    curve = learn([days_after(NEW_YEAR, 0)], [NEVER], [50], NEW_YEAR + dt.timedelta(days=9))
    assert not curve.known
    assert curve.unrecorded(NEW_YEAR, dt.date(2018, 2, 1)) == 1


def test_an_outcome_after_the_clock_has_not_happened() -> None:
    entered = days_after(NEW_YEAR, 0)
    assert learn([entered], [entered + 30], [50], NEW_YEAR + dt.timedelta(days=9)).recorded_from is None


def test_a_tail_that_hardly_anybody_was_followed_into_is_not_usual() -> None:
    """5 rows of a pilot were won after 200 days; 100 rows were followed for 60 only."""
    pilot, rest = days_after(NEW_YEAR, 0), days_after(NEW_YEAR, 240)
    curve = learn(
        [pilot, pilot, rest, rest],
        [pilot + 10, pilot + 200, rest + 10, NEVER],
        [1, 5, 40, 60],
        NEW_YEAR + dt.timedelta(days=300),
    )
    assert curve.lags == (10,)


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.one_of(st.none(), st.integers(-5, 300)), st.integers(1, 50)),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 300),
    st.integers(1, 60),
)
def test_shares_are_shares(rows: list[tuple[int, int | None, int]], start: int, length: int) -> None:
    first = NEW_YEAR.toordinal()
    curve = learn(
        [first + entered for entered, _, _ in rows],
        [NEVER if lag is None else first + entered + lag for entered, lag, _ in rows],
        [count for _, _, count in rows],
        NEW_YEAR + dt.timedelta(days=320),
    )
    begin = NEW_YEAR + dt.timedelta(days=start)
    end = begin + dt.timedelta(days=length)
    assert 0 <= curve.seen(begin, end, NEW_YEAR + dt.timedelta(days=320)) <= 1
    assert 0 <= curve.unrecorded(begin, end) <= 1
    assert list(curve.shares) == sorted(curve.shares)


@pytest.mark.shared
def test_olists_cohorts_before_december_2017_lack_their_outcomes(shared: Path) -> None:
    """Leads from June 2017, the first deal on 2017-12-05 (REFERENCE.md: the cohort trap)."""
    folder = shared / "olist"
    with (folder / "olist_closed_deals_dataset.csv").open(newline="") as file:
        won = {row["mql_id"]: float(ordinal(row["won_date"])) for row in csv.DictReader(file)}
    with (folder / "olist_marketing_qualified_leads_dataset.csv").open(newline="") as file:
        rows = Counter((ordinal(row["first_contact_date"]), won.get(row["mql_id"])) for row in csv.DictReader(file))
    curve = learn(
        [entered for entered, _ in rows],
        [NEVER if outcome is None else outcome for _, outcome in rows],
        list(rows.values()),
        dt.date(2018, 11, 14),
    )
    months = [dt.date(2017 + (5 + i) // 12, (5 + i) % 12 + 1, 1) for i in range(13)]
    lacking = [start for start, end in pairwise(months) if curve.unrecorded(start, end) > 0.05]
    assert curve.recorded_from == dt.date(2017, 12, 1)
    assert lacking == months[:6]


def ordinal(moment: str) -> int:
    return dt.date.fromisoformat(moment[:10]).toordinal()
