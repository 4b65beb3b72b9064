"""In which order a drill-down tells what it knows of a row."""

from collections.abc import Iterator, Sequence

from keyfunnel.kpis.bases.base import Base

IN_NUMERATOR, VALUE = "in_numerator", "value"
PLACE = ("_file", "_line")  # where a row was read
NAMES = ("name", "company", "account")  # by which people know a row


def row_columns(base: Base, date: str, *, valued: bool, marked: bool) -> tuple[str, ...]:
    """First which row it is, then what the KPI counts of it: when, how much (where it is ``valued``) and whether it is
    in the numerator (where rows are ``marked``, some in and some out); last what is there for the sake of others: ids
    of what has a name, dimensions, where it was read."""
    return tuple(dict.fromkeys(_columns(base, date, valued, marked)))


def _columns(base: Base, date: str, valued: bool, marked: bool) -> Iterator[str]:
    behind = [one for one in base.shown[1:] if one.removesuffix("_id") in base.shown and one.endswith("_id")]
    yield base.shown[0]
    yield from (one for one in NAMES if one in base.shown)
    yield date
    if valued:
        yield VALUE
    if marked:
        yield IN_NUMERATOR
    yield from (one for one in base.shown if one not in behind)
    yield from base.dimensions
    yield from behind
    yield IN_NUMERATOR
    yield from PLACE


def are_marked(columns: Sequence[str]) -> bool:
    """Whether rows with these columns, in this order, are marked: what holds of every row alike comes after all that
    is told of it."""
    return IN_NUMERATOR in columns and tuple(columns[-3:]) != (IN_NUMERATOR, *PLACE)
