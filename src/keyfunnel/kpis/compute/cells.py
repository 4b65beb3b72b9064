"""A KPI's values by period and group, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keyfunnel.kpis.compute.numbered import codes, matched, ranked, stacked
from keyfunnel.stats.arrays import FloatArray, IntArray, floats
from keyfunnel.texts import Message

Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """``place`` is the period's position in the frame, ``keys`` the group's columns (a name and an id for each
    dimension). Numbers are NaN where there are none; ``reasons`` says why, by row."""

    place: IntArray
    keys: pa.Table
    value: FloatArray
    numerator: FloatArray
    denominator: FloatArray
    n: FloatArray
    low: FloatArray
    high: FloatArray
    reasons: dict[int, Message] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.place)

    def rows_in(self, other: "Cells") -> IntArray:
        """For each row the one of ``other`` with the same period and group; -1 where it has none."""
        if not self.keys.num_columns:
            return matched(self.place, other.place)
        place = np.concatenate([self.place, other.place])
        cell, _ = ranked(codes(stacked(self.keys, other.keys)) * (int(place.max(initial=0)) + 1) + place)
        return matched(cell[: len(self)], cell[len(self) :])

    def beside(self, other: "Cells", numbers: FloatArray, absent: float = np.nan) -> FloatArray:
        """For each row, ``numbers`` of the same period and group in ``other``; ``absent`` where it has none."""
        return floats(np.append(numbers, absent)[self.rows_in(other)])

    def joined(self, other: "Cells") -> "Cells":
        """With those periods and groups after them that only ``other`` has, which have no numbers here."""
        added = other.only(np.flatnonzero(other.rows_in(self) < 0))
        if not len(added):
            return self
        blank = nothing(len(added))
        keys = stacked(self.keys, added.keys) if self.keys.num_columns else bare(len(self) + len(added))
        numbers = {name: np.concatenate([getattr(self, name), blank]) for name in NUMBERS}
        return Cells(np.concatenate([self.place, added.place]), keys, **numbers, reasons=self.reasons)

    def groups(self) -> list[tuple[object, ...]]:
        """Each row's period and group, to find the same one in other cells."""
        columns = [column.to_pylist() for column in self.keys.columns]
        return list(zip(self.place.tolist(), *columns, strict=True))

    def only(self, rows: Sequence[int] | IntArray) -> "Cells":
        """Some of the rows, in the order given."""
        chosen = np.asarray(rows, dtype=np.int64)
        taken = {name: getattr(self, name)[chosen] for name in ("place", *NUMBERS)}
        keys = self.keys.take(chosen) if self.keys.num_columns else bare(len(chosen))
        reasons = {}
        if self.reasons:
            reasons = {new: self.reasons[old] for new, old in enumerate(chosen.tolist()) if old in self.reasons}
        return Cells(keys=keys, reasons=reasons, **taken)

    def without(self, rows: Flags, reason: Message) -> "Cells":
        """No value where ``rows`` (booleans) hold, for that reason; a reason given before stays."""
        blank = {name: np.where(rows, np.nan, getattr(self, name)) for name in ("value", "low", "high")}
        given = {int(row): reason for row in np.flatnonzero(rows)}
        return replace(self, reasons=given | self.reasons, **blank)


NUMBERS = ("value", "numerator", "denominator", "n", "low", "high")


def bare(rows: int) -> pa.Table:
    """The keys of totals: so many rows, no columns."""
    return pa.table({"nothing": np.zeros(rows)}).select([])


def nothing(rows: int) -> FloatArray:
    return np.full(rows, np.nan)
