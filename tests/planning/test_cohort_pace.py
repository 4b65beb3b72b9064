"""The pace of a cohort's rate: what usually came of a quarter's leads by this day, and by the quarter's end.

Four leads on the first day of each quarter of 2017 from the second on. Of each past four, deals came on the 20th day,
on the 51st and the 71st, and of the last one in the first days of the next quarter.
"""

import datetime as dt

import pytest

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.calendar import Calendar, span
from keyfunnel.okr.models import Kind, Status
from keyfunnel.planning.progress.measure import measure
from keyfunnel.planning.progress.outcome import Goal, Outcome
from keyfunnel.planning.progress.question import Question
from keyfunnel.planning.source import EditionSource
from tests.kpis.small_facts import facts

D = dt.date
Q4 = span(D(2017, 10, 1), D(2018, 1, 1))
DEALS = {
    "2017-04-01": ("2017-04-20", "2017-05-21", "2017-06-10", "2017-07-05"),
    "2017-07-01": ("2017-07-20", "2017-08-20", "2017-09-10", "2017-10-05"),
    "2017-10-01": ("2017-10-10", "2017-11-20", "2017-12-31"),
}


@pytest.fixture(scope="module")
def year() -> Facts:
    leads = [{"lead_id": f"{day} {i}", "created_at": day} for day in DEALS for i in range(4)]
    deals = [
        {"deal_id": opened, "lead_id": f"{day} {i}", "created_at": opened, "outcome": "open"}
        for day, every in DEALS.items()
        for i, opened in enumerate(every)
    ]
    return facts("2017-12-31", leads=leads, deals=deals)


def stands(year: Facts, today: dt.date, *, with_chart: bool = False) -> Outcome:
    question = Question(catalogue.get("lead_to_opportunity_rate"))
    goal = Goal(question, Kind.INCREASE, Q4, baseline=0.5, target=0.75)
    return measure(goal, EditionSource(year), Calendar(), today, with_chart=with_chart)


def test_it_is_heading_for_what_usually_still_comes_by_the_quarter_s_end(year: Facts) -> None:
    """After a month 1 of 4, as always; at past ends it was 3 of 4, the fourth deal came too late: 1/4 + 2/4."""
    october = stands(year, D(2017, 10, 31))
    assert (october.current, october.projected_end) == (0.25, 0.75)
    assert october.status is Status.ON_TRACK


def test_an_earlier_day_doesn_t_know_what_came_later(year: Facts) -> None:
    assert [stands(year, D(2017, *day)).current for day in ((10, 9), (10, 10), (11, 20), (12, 31))] == [
        0,
        0.25,
        0.5,
        0.75,
    ]


def test_its_chart_shows_each_day_as_it_was_then(year: Facts) -> None:
    """A point each fortnight, and one for today; to end at 3 of 4 it has to stand at 1 of 4 by the end of October."""
    points = {point.date: point for point in stands(year, D(2017, 10, 31), with_chart=True).series}
    assert points[D(2017, 10, 14)].value == 0.25
    assert points[D(2017, 10, 31)].value == 0.25
    assert points[D(2017, 10, 31)].expected == 0.25
