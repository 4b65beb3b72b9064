"""A period that is still running is compared as far as it is known with as long a part of the other."""

import datetime as dt

import pytest

from keyfunnel.kpis.why import preceding, so_far, year_ago
from keyfunnel.model.calendar import Period, add_months, span, whole_months
from keyfunnel.model.errors import BadInput

D = dt.date
Q4 = span(D(2026, 10, 1), D(2027, 1, 1))


def cut(clock: dt.date, *, by_month: bool) -> tuple[str, str]:
    now, before = so_far(Q4, preceding(Q4), clock, by_month=by_month)
    return now.label, before.label


def test_days_are_compared_with_as_many_days() -> None:
    assert cut(D(2026, 11, 4), by_month=False) == ("2026-10-01/2026-11-04", "2026-07-01/2026-08-04")


@pytest.mark.parametrize(
    ("clock", "months"),
    [
        (D(2026, 11, 4), ("2026-10-01/2026-11-01", "2026-07-01/2026-08-01")),
        (D(2026, 12, 1), ("2026-10-01/2026-12-01", "2026-07-01/2026-09-01")),  # October to November with July to August
    ],
)
def test_what_is_counted_by_whole_months_is_compared_by_those_that_ended(
    clock: dt.date, months: tuple[str, str]
) -> None:
    assert cut(clock, by_month=True) == months


def test_before_its_first_month_has_ended_nothing_of_it_can_be_compared_by_months() -> None:
    assert cut(D(2026, 10, 20), by_month=True) == ("2026-10-01/2026-10-20", "2026-07-01/2026-07-20")


@pytest.mark.parametrize("by_month", [False, True])
def test_a_period_that_is_over_stays_whole(by_month: bool) -> None:
    assert cut(D(2027, 1, 1), by_month=by_month) == (Q4.label, "2026-07-01/2026-10-01")


@pytest.mark.parametrize(
    "period", [span(dt.date(1, 1, 1), dt.date(1, 2, 1)), span(dt.date(1, 1, 3), dt.date(1, 1, 20))]
)
def test_nothing_can_be_compared_with_what_was_before_the_calendar(period: Period) -> None:
    for compared in (preceding, year_ago):
        with pytest.raises(BadInput, match="which has the years 1 to 9999"):
            compared(period)


def test_the_last_month_of_the_calendar_can_be_reached_but_not_gone_beyond() -> None:
    assert add_months(dt.date(9999, 11, 30), 1) == dt.date(9999, 12, 30)
    assert whole_months(span(dt.date(9999, 11, 1), dt.date(9999, 12, 1))) == 1
    with pytest.raises(BadInput, match="9999-12-31 is too near"):
        add_months(dt.date(9999, 12, 31), 1)
