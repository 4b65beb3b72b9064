"""Columns of text as Arrow holds them: the place of each cell in a list of words, which a CSV writer spells out."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.demo.arrays import Column

# An Arrow array of strings, or of places in a dictionary of strings.
Text: TypeAlias = Any

NO_YES = ("No", "Yes")


def words(known: Sequence[str | None] | Column | Text, place: Column) -> Text:
    """The word at each ``place`` of ``known``; empty at -1, and where None is known."""
    dictionary = known if isinstance(known, pa.Array) else pa.array(known, pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int32), mask=place < 0), dictionary)


def yes_or_no(flags: Column) -> Text:
    return words(NO_YES, flags.astype(np.int8))


def always(word: str | None, size: int) -> Text:
    """The same word in every cell."""
    return words((word,), np.zeros(size, dtype=np.int8))


def joined(first: Text, between: str, second: Text) -> Text:
    """Both with ``between`` between them, empty where either is."""
    return pc.binary_join_element_wise(spelt(first), spelt(second), between)


def spelt(column: Column | Text) -> Text:
    """Cells as they are written; moments read 2026-03-04 09:30:00."""
    return (column if isinstance(column, pa.Array) else pa.array(column)).cast(pa.string())


def respelt(column: Text, rows: Column, change: Callable[[str], str]) -> Text:
    """The words of a dictionary changed in ``rows`` (a flag for each)."""
    known = column.dictionary.to_pylist()
    changed = pa.array(known + [None if word is None else change(word) for word in known], pa.string())
    place = pc.add(column.indices, pa.array(np.where(rows, len(known), 0).astype(np.int32)))
    return pa.DictionaryArray.from_arrays(place, changed)


def replaced(column: Text, rows: Column, word: str) -> Text:
    """``word`` in ``rows``, empty ones too."""
    return pc.if_else(pa.array(rows), pa.scalar(word), spelt(column))
