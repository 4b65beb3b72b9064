"""From when on a base has rows: outside, there is no value, inside a count may be 0."""

import datetime as dt

import pyarrow as pa

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import kept
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.shapes import Shape, dated_by


def first_day(facts: Facts, shape: Shape) -> dt.date | None:
    """The first date that the shape's rows carry; None where they carry none up to the edition's clock."""
    place = dated_by(shape)
    if place is None:
        return None
    name, column = place
    first = kept(facts, f"first days {name}", lambda f: _first_days(f, name))[column]
    return first if first is not None and first < facts.observed_end else None


def _first_days(facts: Facts, name: str) -> dict[str, dt.date | None]:
    table = base(facts, name)
    found: pa.Table = table.aggregate(**{column: table[column].min() for column in get(name).dates}).to_pyarrow()
    return dict(found.to_pylist()[0])
