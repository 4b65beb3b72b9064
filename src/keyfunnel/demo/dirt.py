"""The dirt of real exports, a little of each kind: spellings, empty words, unreadable and impossible cells, strays."""

from collections.abc import Callable

import numpy as np

from keyfunnel.demo.arrays import Column, Random, where
from keyfunnel.demo.numbers import keys

Columns = dict[str, Column]


def in_leads(random: Random, columns: Columns) -> Columns:
    source = columns["Lead Source"]
    source = _changed(random, source, 0.02, str.lower)
    columns["Lead Source"] = _changed(random, source, 0.01, lambda word: f" {word.upper()} ")
    columns["Campaign"] = _replaced(random, columns["Campaign"], 0.01, "n/a")
    columns["Phone"] = _replaced(random, columns["Phone"], 0.03, "-")
    columns["Lead Owner"] = _changed(random, columns["Lead Owner"], 0.01, str.upper)
    columns["Created Date"] = _replaced(random, _text(columns["Created Date"]), 0.0004, "00/00/0000")
    return _repeated(random, columns, 0.0015)


def in_deals(random: Random, columns: Columns) -> Columns:
    columns["Product"] = _changed(random, columns["Product"], 0.02, lambda name: name.replace(" ", ""))
    columns["Product"] = _changed(random, columns["Product"], 0.01, str.lower)
    columns["Deal Owner"] = _changed(random, columns["Deal Owner"], 0.008, lambda name: f"{name} ")
    columns["Loss Reason"] = _replaced(random, columns["Loss Reason"], 0.04, "n/a")
    columns["Account ID"] = _replaced(random, columns["Account ID"], 0.003, "A-0")
    amount = _text(columns["Amount"])
    amount = _changed(random, amount, 0.003, lambda value: f"-{value}")
    amount = _replaced(random, amount, 0.003, "tbd")
    columns["Amount"] = _replaced(random, amount, 0.004, "n/a")
    columns["Closed Date"] = _impossible_closes(random, columns)
    return _repeated(random, columns, 0.0015)


def _impossible_closes(random: Random, columns: Columns) -> Column:
    """A few won without a date, a few closed before they began."""
    closed, created = columns["Closed Date"], columns["Created Date"]
    draw = random.random(len(closed))
    closed = where((draw < 0.012) & (columns["Status"] == "Won"), np.datetime64("NaT", "s"), closed)
    early = (draw > 0.996) & ~np.isnat(closed)
    return where(early, created - np.timedelta64(9 * 86_400, "s"), closed)


def in_activities(random: Random, columns: Columns) -> Columns:
    stray = keys("D-", 90_000_000 + np.arange(len(columns["Deal ID"])))
    lost = random.random(len(stray)) < 0.0005
    columns["Deal ID"] = where(lost & (columns["Deal ID"] != None), stray, columns["Deal ID"])  # noqa: E711 - elementwise
    columns["Activity Type"] = _changed(random, columns["Activity Type"], 0.01, str.lower)
    return columns


def _changed(random: Random, column: Column, share: float, change: Callable[[str], str]) -> Column:
    changed = column.copy()
    for place in np.flatnonzero(random.random(len(column)) < share):
        if column[place] is not None:
            changed[place] = change(column[place])
    return changed


def _replaced(random: Random, column: Column, share: float, word: str) -> Column:
    return where(random.random(len(column)) < share, word, column)


def _repeated(random: Random, columns: Columns, share: float) -> Columns:
    """Some rows once more, right behind themselves."""
    size = len(next(iter(columns.values())))
    times = 1 + (random.random(size) < share)
    return {header: np.repeat(column, times) for header, column in columns.items()}


def _text(column: Column) -> Column:
    """Cells as they are written, None where empty."""
    if column.dtype.kind == "M":
        written = np.char.replace(np.datetime_as_string(column, unit="s"), "T", " ").astype(object)
        return where(np.isnat(column), None, written)
    return column.astype(str).astype(object)
