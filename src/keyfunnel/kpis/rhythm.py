"""How often a table of events gets rows, and when it gets none where it should: a source that went quiet, or a hole in
what it told."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import ibis
import numpy as np

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.calendar import Period, span
from keyfunnel.model.tables import table
from keyfunnel.stats.arrays import IntArray

FEWEST_DAYS = 10
USUAL = 0.9
A_HOLE = 28
A_YEAR = 365


@dataclass(frozen=True)
class Rhythm:
    """The day of a table's ``newest`` row, the days at most ``usual`` between two of its days with rows, the
    ``longest`` pause that it came back from, and the ``days`` since, up to the last one that the data reach.

    ``holes`` are pauses in between of four weeks or more, and of more than twice as long as usual, that don't come
    every year: rows may be missing."""

    newest: dt.date
    usual: int
    longest: int
    days: int
    holes: tuple[Period, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether nothing has come for more than twice as long as usual: rows may be missing."""
        return self.days > 2 * self.usual

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has come for so long that no rows can't be taken for no events: never before did it pause
        like that and go on. A shop that sells from October to December has no orders in June."""
        return self.is_late and self.days > self.longest


def rhythm(facts: Facts, name: str) -> Rhythm | None:
    """None where rows fall on too few days to have one, or the table isn't there."""
    return learnt(facts, f"rhythm of {name}", lambda facts: _learn(facts, name)) if name in facts.tables else None


def quiet_from(facts: Facts, tables: Collection[str]) -> dt.date | None:
    """The first day of which those of the ``tables`` that were brought tell nothing more, as all of them went quiet;
    None where one goes on, or says by spans of time what goes on."""
    names = [name for name in tables if name in facts.tables]
    found = [rhythm(facts, name) if table(name).dated else None for name in names]
    quiet = [one.newest for one in found if one is not None and one.is_quiet]
    return max(quiet) + dt.timedelta(days=1) if quiet and len(quiet) == len(names) else None


def _learn(facts: Facts, name: str) -> Rhythm | None:
    rows = facts.tables[name]
    events = [rows.select(day=local_date(rows[column.name])) for column in table(name).event_dates]
    days = (events[0] if len(events) == 1 else ibis.union(*events)).distinct()
    known = days.filter((days.day < ibis.date(facts.observed_end)).fill_null(False)).to_pyarrow()["day"].to_pylist()
    if len(known) < FEWEST_DAYS:
        return None
    ordinals = np.sort([day.toordinal() for day in known])
    gaps = np.diff(ordinals)
    usual = int(np.ceil(np.quantile(gaps, USUAL)))
    last_day = facts.observed_end - dt.timedelta(days=1)
    # What came before there was any rhythm, a few rows from an older system, is no pause of it.
    ordinals, gaps = ordinals[FEWEST_DAYS - 1 :], gaps[FEWEST_DAYS - 1 :]
    return Rhythm(
        max(known), usual, int(gaps.max(initial=0)), (last_day - max(known)).days, _holes(ordinals, gaps, usual)
    )


def _holes(days: IntArray, gaps: IntArray, usual: int) -> tuple[Period, ...]:
    """``days`` with rows, ascending, and the ``gaps`` after all but the last of them."""
    wide = np.flatnonzero((gaps > A_HOLE) & (gaps > 2 * usual))
    begins, ends = days[wide] + 1, days[wide + 1]
    yearly = np.zeros(len(wide), bool)
    for turn in (-A_YEAR, A_YEAR):
        shared = np.minimum(ends[:, None] + turn, ends) - np.maximum(begins[:, None] + turn, begins)
        yearly |= (2 * shared >= (ends - begins)[:, None]).any(axis=1)
    return tuple(
        span(dt.date.fromordinal(int(begin)), dt.date.fromordinal(int(end)))
        for begin, end in zip(begins[~yearly], ends[~yearly], strict=True)
    )
