"""How often a table of events gets rows, and from when on it gets none where it should: a source that went quiet."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import ibis
import numpy as np

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.tables import table

FEWEST_DAYS = 10
USUAL = 0.9


@dataclass(frozen=True)
class Rhythm:
    """The day of a table's ``newest`` row, the days at most ``usual`` between two of its days with rows, the
    ``longest`` pause that it came back from, and the ``days`` since, up to the last one that the data reach."""

    newest: dt.date
    usual: int
    longest: int
    days: int

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
    gaps = np.diff(np.sort([day.toordinal() for day in known]))
    last_day = facts.observed_end - dt.timedelta(days=1)
    # What came before there was any rhythm, a few rows from an older system, is no pause of it.
    longest = gaps[FEWEST_DAYS - 1 :].max(initial=0)
    return Rhythm(max(known), int(np.ceil(np.quantile(gaps, USUAL))), int(longest), (last_day - max(known)).days)
