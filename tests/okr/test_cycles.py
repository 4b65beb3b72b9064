"""Which cycle a day belongs to, and what a cycle may become."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import Cycle, CycleState

pytestmark = pytest.mark.django_db


def cycle(name: str, start: str, end: str) -> Cycle:
    return Cycle.begin(None, name=name, start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end))


def on(day: str) -> str:
    return str(Cycle.objects.all().on(dt.date.fromisoformat(day)))


def test_of_a_year_and_its_quarter_the_quarter_is_meant() -> None:
    cycle("2017", "2017-01-01", "2018-01-01")
    cycle("2017-Q4", "2017-10-01", "2018-01-01")
    assert (on("2017-12-31"), on("2017-09-30")) == ("2017-Q4", "2017")


def test_outside_every_cycle_the_latest_is_meant() -> None:
    assert Cycle.objects.all().on(dt.date(2017, 1, 1)) is None
    cycle("2017-Q3", "2017-07-01", "2017-10-01")
    cycle("2017-Q4", "2017-10-01", "2018-01-01")
    assert (on("2018-01-01"), on("2016-01-01")) == ("2017-Q4", "2017-Q4")


def test_the_end_is_the_first_day_after_it() -> None:
    assert cycle("2017-Q4", "2017-10-01", "2018-01-01").last_day == dt.date(2017, 12, 31)
    with pytest.raises(IntegrityError), transaction.atomic():
        cycle("empty", "2017-10-01", "2017-10-01")


def test_a_closed_cycle_stays_closed() -> None:
    quarter = cycle("2017-Q4", "2017-10-01", "2018-01-01")
    quarter.move_to(CycleState.CLOSED, None)
    with pytest.raises(BadInput, match="a closed cycle stays as it is"):
        quarter.move_to(CycleState.ACTIVE, None)


def test_a_state_says_what_may_follow() -> None:
    quarter = cycle("2017-Q4", "2017-10-01", "2018-01-01")
    with pytest.raises(BadInput, match="it can become review or closed"):
        quarter.move_to(CycleState.DRAFT, None)
