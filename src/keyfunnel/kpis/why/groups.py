"""The same groups in two periods, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.stats.arrays import FloatArray, floats


@dataclass(frozen=True)
class Figures:
    """One period's numbers, a number for each group: ``value`` is NaN where there is none, the others then are 0."""

    value: FloatArray
    numerator: FloatArray
    denominator: FloatArray
    n: FloatArray

    def only(self, rows: Sequence[int]) -> "Figures":
        return Figures(*(numbers[list(rows)] for numbers in (self.value, self.numerator, self.denominator, self.n)))


@dataclass(frozen=True)
class Groups:
    """``members`` are pairs of name and id; None where rows have none."""

    members: tuple[tuple[str | None, str | None], ...]
    before: Figures
    now: Figures

    def __len__(self) -> int:
        return len(self.members)


def groups(dimension: str, before: Sequence[Measurement], now: Sequence[Measurement]) -> Groups:
    """Those of either period, by name; rows without a group last."""
    sides = [{(one.dimensions[dimension], one.ids[dimension]): one for one in side} for side in (before, now)]
    members = tuple(sorted({*sides[0], *sides[1]}, key=_by_name))
    return Groups(members, *(figures([side.get(member) for member in members]) for side in sides))


def figures(measured: Sequence[Measurement | None]) -> Figures:
    def numbers(name: str, absent: float) -> FloatArray:
        found = (getattr(one, name, None) for one in measured)
        return floats([absent if number is None else number for number in found])

    return Figures(numbers("value", np.nan), numbers("numerator", 0), numbers("denominator", 0), numbers("n", 0))


def _by_name(member: tuple[str | None, str | None]) -> tuple[bool, str, str]:
    name, key = member
    return key is None, (name or "").casefold(), key or ""
