"""Usual numbers and days, of which there are many different ones, told by one cell that stands for them all.

Whatever is counted of a column is a question of shape: 17.25 and 940.10 answer each alike. Asked once for every
different cell, a dozen patterns are the costliest part of reading a large file; asked once for all that are alike, they
cost nothing.
"""

from collections.abc import Iterable

from keyfunnel.intake.typing.candidates import Candidate
from keyfunnel.intake.typing.words import literal
from keyfunnel.model.table import Type

# Neither a leading nought nor three digits behind the mark, which might be a group; and so few that all are numbers.
_NUMBER = "(?:0|[1-9][0-9]{0,13})(?:[.][0-9]{1,2})?"
# Days that every month has, in years that no other era's count reaches.
_DAY = "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


def stand_in_sql(cell: str, candidates: Iterable[Candidate]) -> str | None:
    """The text ``cell``, or the one that stands for it and that answers every question about ``candidates`` alike, as
    SQL; None where these may tell usual cells apart."""
    asked = tuple(candidates)
    if asked and all(one.type in (Type.INTEGER, Type.NUMBER, Type.BOOLEAN) for one in asked):
        return f"CASE WHEN {_is(cell, _NUMBER)} THEN {_number(cell)} ELSE {cell} END"
    if asked and all(one.is_date for one in asked):
        return f"CASE WHEN {_is(cell, f'{_DAY}(?:[ T]{_TIME})?')} THEN {_day(cell)} ELSE {cell} END"
    return None


def _number(cell: str) -> str:
    """Yes and no may be written 1 and 0; a fraction of nought is none."""
    fraction = f"CASE WHEN suffix({cell}, '.0') OR suffix({cell}, '.00') THEN '5.00' ELSE '5.25' END"
    return f"CASE WHEN contains({cell}, '.') THEN {fraction} WHEN {cell} IN ('0', '1') THEN {cell} ELSE '5' END"


def _day(cell: str) -> str:
    """Midnight may be no time at all."""
    timed = f"CASE WHEN suffix({cell}, '00:00:00') THEN '2001-02-03 00:00:00' ELSE '2001-02-03 14:05:06' END"
    return f"CASE WHEN length({cell}) > 10 THEN {timed} ELSE '2001-02-03' END"


def _is(cell: str, pattern: str) -> str:
    return f"regexp_full_match({cell}, {literal(pattern)})"
