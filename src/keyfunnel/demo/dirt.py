"""The dirt of real exports, a little of each kind: spellings, empty words, unreadable and impossible cells, strays."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.demo.arrays import Column, Random, where
from keyfunnel.demo.numbers import keys
from keyfunnel.demo.words import Text, replaced, respelt, spelt

Columns = dict[str, Column | Text]


def in_leads(random: Random, columns: Columns) -> Columns:
    source = columns["Lead Source"]
    source = _changed(random, source, 0.02, str.lower)
    columns["Lead Source"] = _changed(random, source, 0.01, lambda word: f" {word.upper()} ")
    columns["Campaign"] = _replaced(random, columns["Campaign"], 0.01, "n/a")
    columns["Phone"] = _replaced(random, columns["Phone"], 0.03, "-")
    columns["Lead Owner"] = _changed(random, columns["Lead Owner"], 0.01, str.upper)
    columns["Created Date"] = _replaced(random, columns["Created Date"], 0.0004, "00/00/0000")
    return _repeated(random, columns, 0.0015)


def in_deals(random: Random, columns: Columns) -> Columns:
    columns["Product"] = _changed(random, columns["Product"], 0.02, lambda name: name.replace(" ", ""))
    columns["Product"] = _changed(random, columns["Product"], 0.01, str.lower)
    columns["Deal Owner"] = _changed(random, columns["Deal Owner"], 0.008, lambda name: f"{name} ")
    columns["Loss Reason"] = _replaced(random, columns["Loss Reason"], 0.04, "n/a")
    columns["Account ID"] = _replaced(random, columns["Account ID"], 0.003, "A-0")
    amount = spelt(columns["Amount"])
    negative = pc.binary_join_element_wise("-", amount, "")
    amount = pc.if_else(_some(random, amount, 0.003), negative, amount)
    amount = _replaced(random, amount, 0.003, "tbd")
    columns["Amount"] = _replaced(random, amount, 0.004, "n/a")
    columns["Closed Date"] = _impossible_closes(random, columns)
    return _repeated(random, columns, 0.0015)


def _impossible_closes(random: Random, columns: Columns) -> Column:
    """A few won without a date, a few closed before they began."""
    closed, created = columns["Closed Date"], columns["Created Date"]
    won = pc.equal(columns["Status"], "Won").to_numpy(zero_copy_only=False)
    draw = random.random(len(closed))
    closed = where((draw < 0.012) & won, np.datetime64("NaT", "s"), closed)
    early = (draw > 0.996) & ~np.isnat(closed)
    return where(early, created - np.timedelta64(9 * 86_400, "s"), closed)


def in_activities(random: Random, columns: Columns) -> Columns:
    deal: Text = columns["Deal ID"]
    strays = _some(random, deal, 0.0005) & deal.is_valid().to_numpy(zero_copy_only=False)
    numbers = 90_000_000 + np.flatnonzero(strays)
    columns["Deal ID"] = pc.replace_with_mask(deal, pa.array(strays), keys("D-", numbers))
    columns["Activity Type"] = _changed(random, columns["Activity Type"], 0.01, str.lower)
    return columns


def _some(random: Random, column: Column | Text, share: float) -> Column:
    return np.asarray(random.random(len(column)) < share)


def _changed(random: Random, column: Text, share: float, change: Callable[[str], str]) -> Text:
    return respelt(column, _some(random, column, share), change)


def _replaced(random: Random, column: Column | Text, share: float, word: str) -> Text:
    return replaced(column, _some(random, column, share), word)


def _repeated(random: Random, columns: Columns, share: float) -> Columns:
    """Some rows once more, right behind themselves."""
    size = len(next(iter(columns.values())))
    rows = np.repeat(np.arange(size), 1 + _some(random, np.arange(size), share))
    return {header: column.take(rows) for header, column in columns.items()}
