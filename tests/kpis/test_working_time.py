"""Answers to leads in working time. January 1st, 2024 is a Monday."""

import datetime as dt
import random
from itertools import pairwise

import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.rows import rows
from keyfunnel.model.working_time import WEEKDAYS, WorkingHours, seconds_of
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import one, split
from tests.kpis.small_facts import facts

OFFICE = (
    WorkingHours(("mon", "tue", "wed", "thu", "fri"), "09:00", "12:00"),
    WorkingHours(("mon", "tue", "wed", "thu"), "13:00", "17:00"),
)
HOLIDAYS = ("2024-01-10", "2024-01-13")  # a Wednesday, and a Saturday, when nobody works anyway


def answered(*moments: tuple[str, str | None], hours: tuple[WorkingHours, ...] = OFFICE) -> Facts:
    """Leads received and contacted then, each of its own source."""
    leads = [
        {"lead_id": str(at), "source": str(at), "created_at": start, "first_contacted_at": end}
        for at, (start, end) in enumerate(moments)
    ]
    return facts("2024-02-01T12:00:00", Workspace(working_hours=hours, holidays=HOLIDAYS), leads=leads)


@pytest.mark.parametrize(
    ("received", "contacted", "minutes"),
    [
        ("2024-01-02T09:30:00", "2024-01-02T09:50:00", 20),
        ("2024-01-02T11:50:00", "2024-01-02T13:10:00", 20),  # the break at noon
        ("2024-01-01T16:50:00", "2024-01-02T09:10:00", 20),  # a night
        ("2024-01-05T11:50:00", "2024-01-08T09:10:00", 20),  # a weekend that begins on Friday noon
        ("2024-01-06T10:00:00", "2024-01-07T10:00:00", 0),  # answered before the office opened
        ("2024-01-09T16:50:00", "2024-01-11T09:10:00", 20),  # a holiday
        ("2024-01-01T09:00:00", "2024-01-15T09:00:00", 60 * (2 * (4 * 7 + 3) - 7)),
    ],
)
def test_only_working_hours_count(received: str, contacted: str, minutes: int) -> None:
    assert split(answered((received, contacted)), "lead_response_time", "source")["0"] == minutes


def test_without_working_hours_all_time_counts_and_that_is_said() -> None:
    night = ("2024-01-01T16:50:00", "2024-01-02T09:10:00")
    around_the_clock = one(answered(night, hours=()), "lead_response_time")
    assert around_the_clock.value == 16 * 60 + 20
    assert [rail.code for rail in around_the_clock.guardrails if rail.code.endswith("time")] == ["elapsed_time"]
    working = one(answered(night), "lead_response_time")
    assert [rail.code for rail in working.guardrails if rail.code.endswith("time")] == ["working_time"]


def test_a_lead_nobody_contacted_waits_in_working_time_too() -> None:
    """The clock stands on Thursday noon, and it has waited since Wednesday 16:00."""
    made = answered(("2024-01-02T09:30:00", "2024-01-02T09:50:00"), WAITING)
    found = {row["lead_id"]: row for row in rows(made, "lead_response_time", Query()).to_pyarrow().to_pylist()}
    assert [(row["response_minutes"], row["in_numerator"]) for row in found.values()] == [(4 * 60, False), (20, True)]


WAITING = ("2024-01-31T16:00:00", None)  # nobody contacted it


def test_five_minutes_are_five_minutes_around_the_clock() -> None:
    made = answered(("2024-01-01T16:58:00", "2024-01-02T09:01:00"), ("2024-01-02T09:30:00", "2024-01-02T09:34:00"))
    assert one(made, "lead_response_within_5m").value == 0.5


def test_any_two_moments_are_as_far_apart_as_counting_minute_by_minute_says() -> None:
    draw = random.Random(7)
    begin = dt.datetime.fromisoformat("2023-12-28T00:01:00")
    moments = [begin + dt.timedelta(minutes=draw.randrange(30 * 1440)) for _ in range(81)]
    spans = [tuple(sorted(pair)) for pair in pairwise(moments)]
    # Midnight means that the time of day isn't known.
    spans = [pair for pair in spans if all(one.time() != dt.time() for one in pair)]
    made = answered(*[(start.isoformat(), end.isoformat()) for start, end in spans])
    found = split(made, "lead_response_time", "source")
    assert {at: found[str(at)] for at in range(len(spans))} == dict(enumerate(_minutes(*span) for span in spans))


def _minutes(start: dt.datetime, end: dt.datetime) -> int:
    every = (start + dt.timedelta(minutes=passed) for passed in range(int((end - start).total_seconds()) // 60))
    return sum(_works(moment) for moment in every)


def _works(moment: dt.datetime) -> bool:
    if moment.date().isoformat() in HOLIDAYS:
        return False
    of_day = (hours for hours in OFFICE if WEEKDAYS[moment.weekday()] in hours.days)
    clock = moment.hour * 3600 + moment.minute * 60
    return any(seconds_of(hours.opens) <= clock < seconds_of(hours.closes) for hours in of_day)
