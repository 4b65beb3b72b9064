"""The goals of the last quarter on a real export (maven_crm), against figures counted from its rows by hand.

Won and lost by 1 month and by the whole quarter: Q2 285 of 586, 1254 of 2032; Q3 308 of 627, 1257 of 2047;
Q4 279 of 566, 1196 of 1985. GTX Pro won by 1 month and whole: Q2 272,451 of 1,078,522; Q3 253,735 of
1,096,599; Q4 265,015, 958,491. Median days to close of the won: 7 after each first month; 52, 49 and 51.
"""

import datetime as dt
from dataclasses import replace
from statistics import median

import pytest

from keyfunnel.lake.edition import Edition
from keyfunnel.okr.models import KeyResult, KeyResultSnapshot, Status
from keyfunnel.planning.apply import apply
from keyfunnel.planning.document import parse
from keyfunnel.planning.progress.outcome import Outcome
from keyfunnel.planning.results import CycleStatus, KeyResultStatus
from keyfunnel.planning.status import status, stored
from tests.planning.test_goals_file import GOALS

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def applied(maven: Edition) -> Edition:
    apply(maven, parse(GOALS))
    return maven


def outcomes(found: CycleStatus) -> list[Outcome]:
    """But for the series, which is drawn."""
    return [replace(one.outcome, series=()) for one in found.key_results]


def key_results(edition: Edition, today: str | None = None) -> list[KeyResultStatus]:
    found = status(edition, today=dt.date.fromisoformat(today) if today else None)
    return list(found.key_results)


def test_the_baseline_is_the_quarter_before(applied: Edition) -> None:
    win = KeyResult.objects.get(key="win")
    assert (win.baseline_numerator, win.baseline_denominator) == (1257, 2047)
    assert win.baseline == pytest.approx(1257 / 2047)
    assert KeyResult.objects.get(key="gtx").baseline == 1_096_599


def test_the_quarter_as_it_ended(applied: Edition) -> None:
    win, gtx, fast = key_results(applied)
    assert win.outcome.current == pytest.approx(1196 / 1985)
    assert win.outcome.progress == pytest.approx((1196 / 1985 - 1257 / 2047) / (0.65 - 1257 / 2047))
    assert win.progress_shown == 0
    assert gtx.outcome.current == 958_491
    assert gtx.outcome.progress == pytest.approx(958_491 / 1_200_000)
    assert fast.outcome.current == 51
    assert fast.outcome.progress == pytest.approx(0.5)
    assert [one.outcome.status for one in (win, gtx, fast)] == [Status.MISSED] * 3


def test_the_win_rate_after_a_month_is_heading_for_its_usual_end(applied: Edition) -> None:
    """It stands at 49.3 %, near where it always does by then, and is heading for 62.0 %."""
    win, gtx, fast = key_results(applied, "2017-10-31")
    still_to_come = median([1254 / 2032 - 285 / 586, 1257 / 2047 - 308 / 627])
    assert win.outcome.current == pytest.approx(279 / 566)
    assert win.outcome.projected_end == pytest.approx(279 / 566 + still_to_come)
    assert win.outcome.projected_end == pytest.approx(0.6197424, abs=1e-7)
    assert win.outcome.status is Status.AT_RISK  # 0.6197 is 16 % of the way from 0.6141 to 0.65
    share = median([272_451 / 1_078_522, 253_735 / 1_096_599])
    assert gtx.outcome.projected_end == pytest.approx(265_015 / share)
    assert gtx.outcome.status is Status.LAGGING  # 1,095,106 of 1,200,000
    assert fast.outcome.current == 7
    assert fast.outcome.projected_end == pytest.approx(7 + median([52 - 7, 49 - 7]))
    assert fast.outcome.status is Status.AT_RISK  # 50.5 is 54 % of the way from 57 to 45


def test_day_one(applied: Edition) -> None:
    _, gtx, _ = key_results(applied, "2017-10-01")
    assert gtx.outcome.progress == pytest.approx(5340 / 1_200_000)


def test_the_objective(applied: Edition) -> None:
    found = status(applied)
    assert (found.cycle.name, found.today, found.edition) == ("2017-Q4", dt.date(2017, 12, 31), applied.number)
    (objective,) = found.objectives
    win, gtx, fast = (one.outcome.progress for one in objective.key_results)
    assert win is not None
    assert gtx is not None
    assert fast is not None
    assert objective.progress == pytest.approx((win + 2 * gtx + fast) / 4)
    assert objective.status is Status.MISSED


def test_pages_read_what_was_stored(applied: Edition) -> None:
    cycle = status(applied).cycle
    assert KeyResultSnapshot.objects.count() == 3
    assert stored(cycle).as_json() == status(applied).as_json()
    assert outcomes(stored(cycle)) == outcomes(status(applied))
    gtx = KeyResultSnapshot.objects.get(key_result__key="gtx")
    assert len(gtx.series) == 92
    assert gtx.series[30] == {
        "date": "2017-10-31",
        "value": 265_015,
        "expected": pytest.approx(1_200_000 * median([272_451 / 1_078_522, 253_735 / 1_096_599])),
        "lagging": pytest.approx(900_000 * median([272_451 / 1_078_522, 253_735 / 1_096_599])),
    }
    assert gtx.series[-1]["value"] == 958_491
