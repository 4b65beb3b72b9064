"""The sentences that go with a judgement."""

import datetime as dt

from keyfunnel.model.calendar import Grain, Period
from keyfunnel.texts import N_, Message


def not_started(period: Period) -> Message:
    return Message(
        "not_started", N_("The cycle starts on {date}; there are no data from it yet"), {"date": period.start}
    )


def nothing_recorded(period: Period) -> Message:
    return Message(
        "nothing_recorded",
        N_("Nothing was recorded from {first} to {last}"),
        {"first": period.start, "last": period.last_day},
    )


def too_little_past() -> Message:
    return Message(
        "too_little_past",
        N_("Too early to say: fewer than two past periods show how this number moves within a period"),
    )


def nothing_usually_in() -> Message:
    return Message("nothing_usually_in", N_("Too early to say: by this day of a period nothing has usually come in"))


def taken_as_steady() -> Message:
    return Message(
        "taken_as_steady", N_("Projected as if it came in evenly: fewer than two past periods to learn from")
    )


def paced_by_wider() -> Message:
    return Message("paced_by_wider", N_("Projected by the company's past: fewer than two past periods of its own"))


def stale(newest: dt.date, days: int) -> Message:
    return Message(
        "stale", N_("The newest data are from {date}, {days:# day|# days} earlier"), {"date": newest, "days": days}
    )


_NONE_ENDED = {
    Grain.WEEK: N_("Too early to say: no week of the cycle has ended yet"),
    Grain.MONTH: N_("Too early to say: no month of the cycle has ended yet"),
    Grain.QUARTER: N_("Too early to say: no quarter of the cycle has ended yet"),
}


def none_ended(every: Grain) -> Message:
    return Message("none_ended", _NONE_ENDED[every])
