"""What a shape is made of and where it looks."""

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from ibis import Deferred, _

from keyfunnel.kpis.shapes.forms import (
    AsOf,
    Count,
    Derived,
    Distinct,
    Entered,
    Foreseen,
    Growth,
    Lifetime,
    Median,
    Part,
    Ratio,
    Retention,
    Shape,
    Sum,
)

Rows = TypeVar("Rows", bound="Count | Sum | Distinct | Median")


def parts(shape: Shape) -> tuple[Part, ...]:
    """The counts and sums a shape is made of; none for shapes that are computed otherwise."""
    match shape:
        case Count() | Sum() | Distinct():
            return (shape,)
        case Ratio():
            checks = [part for check in shape.complete for part in (check.rows, check.filled)]
            return (shape.numerator, shape.denominator, *checks)
        case _:
            return ()


def bases_of(shape: Shape) -> tuple[str, ...]:
    """The base tables it reads itself (those of its inputs aside)."""
    match shape:
        case Growth() | Derived() | Lifetime():
            return ()
        case Foreseen():
            return ("forecasts",)
        case Entered():
            return ("entries",)
        case Median() | AsOf() | Retention():
            return (shape.base,)
        case _:
            return tuple(dict.fromkeys(part.base for part in parts(shape)))


def dated_by(shape: Shape) -> tuple[str, str] | None:
    """``(base, column)`` of the date whose coverage bounds the values; None where inputs decide."""
    match shape:
        case Growth() | Derived() | Foreseen() | Lifetime():
            return None
        case Ratio():
            return dated_by(shape.denominator)
        case AsOf():
            return shape.base, shape.since or shape.opened
        case Retention():
            return shape.base, shape.opened
        case Entered():
            return "entries", "entered_on"
        case _:
            return shape.base, shape.date


def inputs_of(shape: Shape) -> tuple[str, ...]:
    """The keys of the KPIs that a shape is made from."""
    match shape:
        case Growth() | Foreseen():
            return (shape.of,)
        case Lifetime():
            return (shape.mrr, shape.customers, shape.margin, shape.churn)
        case Derived():
            named = [name.split(":") for name in shape.inputs]
            return tuple(dict.fromkeys(words[0] for words in named if words[0] != "target"))
        case _:
            return ()


def held_to(shape: Shape, condition: Deferred) -> Shape:
    """The shape over the rows that also meet ``condition``. Raises TypeError for shapes that aren't made of rows."""
    match shape:
        case Ratio():
            return replace(
                shape,
                numerator=_held(shape.numerator, condition),
                denominator=_held(shape.denominator, condition),
            )
        case Count() | Sum() | Distinct() | Median():
            return _held(shape, condition)
        case _:
            raise TypeError(f"a {type(shape).__name__} can't be held to a condition")


@lru_cache(maxsize=4096)
def known_before(ratio: Ratio, clock: dt.date) -> Ratio:
    """A cohort's ratio as it stood before ``clock``: what came later isn't an outcome yet. Others are as they are.

    An outcome without a date may have come at any time and counts throughout.
    """
    if ratio.outcome is None:
        return ratio
    later = (_[ratio.outcome] >= clock).identical_to(True)  # so that it is cheap: it is asked of every row
    return replace(ratio, numerator=_held(ratio.numerator, ~later))


def _held(part: Rows, condition: Deferred) -> Rows:
    where = condition if part.where is None else part.where & condition
    return replace(part, where=where)
