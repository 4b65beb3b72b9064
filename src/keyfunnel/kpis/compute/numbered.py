"""Rows told apart by numbers instead of words: grouping, matching and sorting are then arithmetic."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.stats.arrays import IntArray


def coded(keys: pa.Table) -> pa.Table:
    """The same with each word kept once and a number in its place. Nulls stay null."""
    words = [place for place, kind in enumerate(keys.schema.types) if pa.types.is_string(kind)]
    for place in words:
        keys = keys.set_column(place, keys.column_names[place], keys.column(place).dictionary_encode())
    return keys


def stacked(*tables: pa.Table) -> pa.Table:
    """The rows of tables with the same columns, one after the other."""
    return pa.concat_tables([coded(table) for table in tables]).combine_chunks()


def codes(keys: pa.Table) -> IntArray:
    """A number for each row, the same where all columns are the same; nulls are equal.

    Numbers ascend from 0 without gaps, as the numbers of the columns do, the first column before the others.
    """
    code = np.zeros(keys.num_rows, np.int64)
    for column in keys.columns:
        indices, size = _indices(column)
        code, _ = ranked(code * size + indices)
    return code


def ranked(numbers: IntArray) -> tuple[IntArray, IntArray]:
    """Each number's rank among the different ones, and those ascending. None is negative.

    Sorts only where they are scattered.
    """
    span = int(numbers.max(initial=-1)) + 1
    if span > 4 * len(numbers) + 100_000:
        found, rank = np.unique(numbers, return_inverse=True)
        return np.asarray(rank, dtype=np.int64), np.asarray(found, dtype=np.int64)
    present = np.bincount(numbers, minlength=span) > 0
    return (np.cumsum(present) - 1)[numbers], np.flatnonzero(present)


def examples(code: IntArray) -> IntArray:
    """A row of each code, which ascend from 0 without gaps."""
    found = np.zeros(int(code.max(initial=-1)) + 1, np.int64)
    found[code] = np.arange(len(code))
    return found


def matched(code: IntArray, others: IntArray) -> IntArray:
    """For each of ``code`` the row where it is among ``others``, none of which comes twice; -1 where it isn't."""
    row_of = np.full(int(max(code.max(initial=-1), others.max(initial=-1))) + 1, -1)
    row_of[others] = np.arange(len(others))
    return np.asarray(row_of[code])


def _indices(column: pa.ChunkedArray) -> tuple[IntArray, int]:
    """A number for each value, and how many there may be: a number's own, so that they keep their order."""
    if pa.types.is_integer(column.type) and not column.null_count:
        numbers = column.to_numpy().astype(np.int64)
        least = int(numbers.min(initial=0))
        return numbers - least, int(numbers.max(initial=least)) - least + 1
    if pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
        found, rank = np.unique(column.to_numpy(), return_inverse=True)
        return np.asarray(rank, dtype=np.int64), len(found)
    array = pa.array(column.combine_chunks())
    encoded = array if isinstance(array, pa.DictionaryArray) else array.dictionary_encode()
    size = len(encoded.dictionary)
    return np.asarray(pc.fill_null(encoded.indices, size), dtype=np.int64), size + 1
