"""Formats of dates and numbers as people say them: ``m/d/y 12h`` is month/day/year, with a.m. and p.m."""

from keyfunnel.intake.typing.formats import CLOCK, DIGITS, MIL, POWERS, split_format
from keyfunnel.texts import N_, Message, listed
from keyfunnel.web.language import language

ORDERS = {
    "y-m-d": N_("year-month-day"),
    "y/m/d": N_("year/month/day"),
    "roc/m/d": N_("year of the Republic of China/month/day"),
    "d/m/y": N_("day/month/year"),
    "m/d/y": N_("month/day/year"),
    "d/m/yy": N_("day/month/year of two digits"),
    "m/d/yy": N_("month/day/year of two digits"),
    "d mon y": N_("day, name of the month, year"),
    "d mon yy": N_("day, name of the month, year of two digits"),
    "mon d y": N_("name of the month, day, year"),
    "y mon d": N_("year, name of the month, day"),
    "y/m": N_("year/month"),
    "m/y": N_("month/year"),
    "mon y": N_("name of the month, year"),
    "yyyymmdd": N_("year, month and day in eight digits"),
    "any d/m/y": N_("dates in any form, the day before the month"),
    "any m/d/y": N_("dates in any form, the month before the day"),
    "epoch seconds": N_("seconds since 1970"),
    "epoch milliseconds": N_("milliseconds since 1970"),
    "spreadsheet days": N_("days as spreadsheets count them"),
}
MARKS = {
    "12h": N_("with a.m. and p.m."),
    "zoned": N_("with a time zone"),
    "BE": N_("years of the Buddhist era"),
    DIGITS: N_("in digits of another script"),
    CLOCK: N_("times in other marks"),
    MIL: N_("“mil” for a thousand"),
}
POWER = N_("times {times}")


def in_words(format_: str) -> str:
    """Of numbers a format is an example, and stays as it is."""
    order, marks = split_format(format_)
    named = Message("format", ORDERS[order]) if order in ORDERS else Message("format", "{order}", {"order": order})
    return listed([named, *(_mark(mark) for mark in sorted(marks))]).render(language())


def _mark(mark: str) -> Message:
    if mark in POWERS:
        return Message("mark", POWER, {"times": 10 ** int(mark[1:])})
    return Message("mark", MARKS[mark])
