"""Short ways to ask a KPI in a test."""

import datetime as dt
from typing import Any

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.model.calendar import Grain


def asked(start: str | None = None, end: str | None = None, grain: str | None = None, **rest: Any) -> Query:
    """A query with ISO dates, and ``where`` values as single words or tuples."""
    where = {name: (words,) if isinstance(words, str) else words for name, words in rest.pop("where", {}).items()}
    return Query(
        grain=Grain(grain) if grain else None,
        start=dt.date.fromisoformat(start) if start else None,
        end=dt.date.fromisoformat(end) if end else None,
        where=where,
        **rest,
    )


def one(facts: Facts, key: str, start: str | None = None, end: str | None = None, **rest: Any) -> Measurement:
    """The only value there is."""
    (found,) = raw(facts, [key], asked(start, end, **rest))
    return found


def by_period(facts: Facts, key: str, grain: str, **rest: Any) -> dict[str, float | None]:
    """Values by the period's label."""
    return {found.period.label: found.value for found in raw(facts, [key], asked(grain=grain, **rest))}


def split(facts: Facts, key: str, dimension: str, **rest: Any) -> dict[str | None, float | None]:
    """Values by the group's name, over the whole range."""
    return {found.dimensions[dimension]: found.value for found in raw(facts, [key], asked(by=(dimension,), **rest))}


def fraction(found: Measurement) -> tuple[float | None, float | None]:
    return found.numerator, found.denominator
