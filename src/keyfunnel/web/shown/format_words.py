"""Formats of dates and numbers as people say them: ``m/d/y 12h`` is month/day/year, with a.m. and p.m."""

import re

from keyfunnel.intake.typing.formats import CLOCK, DIGITS, MIL, POWERS, split_format
from keyfunnel.texts import N_, Message, listed
from keyfunnel.web.language import language

PARTS = {
    "y": N_("year"),
    "yy": N_("year of two digits"),
    "m": N_("month"),
    "mon": N_("name of the month"),
    "d": N_("day"),
}
WHOLE = {
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
    said = [_order(order), *(_mark(mark) for mark in sorted(marks))]
    return listed(said).render(language())


def _order(order: str) -> Message:
    if order in WHOLE:
        return Message("format", WHOLE[order])
    words = re.split(r"([ /-])", order)
    if not set(words[::2]) <= set(PARTS):
        return Message("format", "{order}", {"order": order})
    named = {f"part{place}": Message("part", PARTS[word]) for place, word in enumerate(words[::2])}
    joints = [*words[1::2], ""]
    return Message("format", "".join(f"{{{name}}}{joint}" for name, joint in zip(named, joints, strict=True)), named)


def _mark(mark: str) -> Message:
    if mark in POWERS:
        return Message("mark", POWER, {"times": 10 ** int(mark[1:])})
    return Message("mark", MARKS[mark])
