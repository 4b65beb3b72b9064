"""Answers to one group-by over different rows, added up to that over all of them."""

from collections.abc import Collection, Sequence

import pyarrow as pa
import pyarrow.compute as pc

CANCELLED = 1e-12
"""Of binary fractions that come to less than this share of what was added up, nothing is left."""


def negative(answer: pa.Table, totals: Collection[str]) -> pa.Table:
    """To be taken away."""
    for name in totals:
        place = answer.column_names.index(name)
        answer = answer.set_column(place, answer.field(place), pc.negate(answer[name]))
    return answer


def added(answers: Sequence[pa.Table], totals: Collection[str], rows: str) -> pa.Table:
    """``totals`` of the same keys added up, ``rows`` being one of them: keys of which none are left aren't there."""
    every = pa.concat_tables(answers)
    keys = [name for name in every.column_names if name not in totals]
    fractions = [name for name in totals if pa.types.is_floating(every.schema.field(name).type)]
    asked = [*totals]
    for name in fractions:
        every = every.append_column(_size(name), pc.abs(every[name]))
        asked.append(_size(name))
    found = every.group_by(keys).aggregate([(name, "sum") for name in asked])
    found = found.rename_columns([*keys, *asked])
    for name in fractions:
        left = pc.greater(pc.abs(found[name]), pc.multiply(found[_size(name)], CANCELLED))
        place = found.column_names.index(name)
        found = found.set_column(place, name, pc.if_else(left, found[name], 0.0))
    return found.filter(pc.greater(found[rows], 0)).select(answers[0].column_names).cast(answers[0].schema)


def _size(name: str) -> str:
    return f"{name} at most"
