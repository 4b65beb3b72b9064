"""How a KPI's change can be taken apart, by its shape: what its groups' effects are, and what they weigh."""

from dataclasses import dataclass
from math import fsum
from typing import Literal, TypeAlias

import numpy as np

from keyfunnel.kpis.shapes import AsOf, Count, Distinct, Median, Shape, Sum
from keyfunnel.kpis.why.groups import Figures
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.decomposition import of_ratio, of_sum

Form: TypeAlias = Literal["count", "sum", "fraction", "rank"]


@dataclass(frozen=True)
class Moves:
    """The groups' effects by name (see :class:`~keyfunnel.kpis.why.explained.Effects`), each an array."""

    by_name: dict[str, FloatArray]

    @property
    def effect(self) -> FloatArray:
        return np.asarray(sum(self.by_name.values()), dtype=np.float64)


def form_of(shape: Shape) -> Form:
    match shape:
        case Count() | Distinct() | AsOf(value=None):
            return "count"
        case Sum() | AsOf():
            return "sum"
        case Median():
            return "rank"
        case _:
            return "fraction"


def moves(form: Form, before: Figures, now: Figures) -> Moves:
    """The effects of each group; those of all of them together where there is one."""
    match form:
        case "count":
            return Moves({"volume": now.numerator - before.numerator})
        case "sum":
            volume, value = of_sum(before.n, before.numerator, now.n, now.numerator)
            return Moves({"volume": volume, "value": value})
        case "fraction":
            sides = (before.numerator, before.denominator, now.numerator, now.denominator)
            mix, rate = of_ratio(*sides)
            return Moves({"mix": mix, "rate": rate})
        case "rank":
            raise ValueError("ranks have no parts")


def size(form: Form, one: Figures) -> FloatArray:
    """What a group weighs by: a fraction's denominator, the count itself, else rows."""
    return {"count": one.numerator, "fraction": one.denominator}.get(form, one.n)


def own_value(form: Form, one: Figures) -> float:
    """The value of all of the groups together, from their sums; NaN where that can't be told."""
    if form == "fraction":
        below = fsum(one.denominator)
        return fsum(one.numerator) / below if below else float("nan")
    return float("nan") if form == "rank" else fsum(one.numerator)
