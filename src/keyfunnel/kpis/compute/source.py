"""Where tallies are answered: each base scanned as few times as the questions allow."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.bases.dates import atom, atom_of
from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.compute.groups import Grouped, Sums, roll_up
from keyfunnel.kpis.compute.numbered import coded
from keyfunnel.kpis.compute.tally import Tally, bound
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.scope import Scope
from keyfunnel.kpis.shapes import Shape
from keyfunnel.model.calendar import Grain

_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class _Scan:
    """What one group-by over a base is told apart by."""

    base: str
    date: str
    columns: tuple[str, ...]
    start: dt.date | None
    end: dt.date
    by: str | None  # None: not by time; else the column that holds the day or atom
    since: dt.date | None = None  # all that is dated earlier counts as of the day before


class Source:
    """Answers tallies over ``facts`` within ``scope``.

    Those that are ``expected`` beforehand share a scan. ``covers`` gives, for a base, sets of dimensions counted
    together, from which each of them, and the total, is rolled up: for asking every dimension. ``whole`` scans all
    periods once, whatever frame is asked; those of a base and date from the day on that ``starts`` may say, before
    which nobody asks. ``computed`` keeps the cells of shapes that others are made from.
    """

    def __init__(
        self,
        facts: Facts,
        scope: Scope,
        expected: Iterable[Tally] = (),
        covers: Callable[[str], Sequence[tuple[str, ...]]] = lambda _base: (),
        *,
        whole: bool = False,
        starts: Mapping[tuple[str, str], dt.date] | None = None,
    ) -> None:
        self.facts = facts
        self.scope = scope
        self._expected = tuple(expected)
        self._covers = covers
        self._whole = whole
        self._starts = starts or {}
        self.computed: dict[tuple[Shape, Frame], Cells] = {}
        self._scans: dict[_Scan, tuple[dict[object, str], Grouped]] = {}
        self._aliases: dict[tuple[_Scan, Tally], dict[str, str]] = {}  # what a scan calls a tally's totals
        self._rolled_up: dict[tuple[int, Frame], Sums] = {}
        self._keyed: dict[object, Grouped] = {}

    def sums(self, tally: Tally, frame: Frame) -> Sums:
        """The tally's totals by the frame's periods and dimensions (and by its own keys)."""
        scan = self._scan_of(tally, frame)
        columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
        if tally.keys:
            return roll_up(self._keyed_scan(tally, scan), frame, [*columns, *tally.keys])
        aliases, grouped = self._scanned(tally, scan, frame)
        asked = (id(grouped), frame)
        if asked not in self._rolled_up:
            self._rolled_up[asked] = roll_up(grouped, frame, columns)
        found = self._rolled_up[asked]
        return Sums(found.place, found.keys, {name: found.totals[alias] for name, alias in aliases.items()})

    def fetch(self, tally: Tally, frame: Frame) -> Grouped:
        """The tally's totals by day or atom and by (at least) the frame's dimensions, not rolled up."""
        if tally.keys:
            return self._keyed_scan(tally, self._scan_of(tally, frame))
        aliases, grouped = self._scanned(tally, self._scan_of(tally, frame), frame)
        return Grouped(grouped.at, grouped.keys, {name: grouped.totals[alias] for name, alias in aliases.items()})

    def rows(self, name: str) -> ir.Table:
        """The base's rows within the scope."""
        return self.scope.within(self.facts, name, base(self.facts, name))

    def _scanned(self, tally: Tally, scan: _Scan, frame: Frame) -> tuple[dict[str, str], Grouped]:
        """The scan that answers the tally, and what it calls each of the totals."""
        if (scan, tally) not in self._aliases:
            table = base(self.facts, tally.base)
            wanted = {name: total.over(table).op() for name, total in tally.totals.items()}
            if any(op not in self._scans.get(scan, ({}, None))[0] for op in wanted.values()):
                shared = [one for one in self._expected if self._shares(one, scan, frame)]
                self._scans[scan] = self._count(scan, [*shared, tally])
                self._aliases = {asked: named for asked, named in self._aliases.items() if asked[0] != scan}
            named = self._scans[scan][0]
            self._aliases[scan, tally] = {name: named[op] for name, op in wanted.items()}
        return self._aliases[scan, tally], self._scans[scan][1]

    def _scan_of(self, tally: Tally, frame: Frame) -> _Scan:
        start = self._starts.get((tally.base, tally.date)) if self._whole else frame.start
        since = None
        if tally.from_the_start:
            start, since = None, start if self._whole else None
        end = frame.clock if self._whole else frame.end
        return _Scan(
            tally.base,
            tally.date,
            self._columns(tally.base, frame.dimensions),
            start,
            end,
            _time_column(tally, frame),
            since,
        )

    def _shares(self, other: Tally, scan: _Scan, frame: Frame) -> bool:
        """Whether an expected tally is answered by the same scan."""
        return (
            not other.keys
            and (other.base, other.date) == (scan.base, scan.date)
            and (self._scan_of(other, frame) == scan)
        )

    def _columns(self, name: str, dimensions: tuple[str, ...]) -> tuple[str, ...]:
        covering = (cover for cover in self._covers(name) if set(dimensions) <= set(cover))
        grouped = next(covering, dimensions)
        return tuple(column for dimension in grouped for column in (dimension, f"{dimension}_id"))

    def _count(self, scan: _Scan, tallies: Sequence[Tally]) -> tuple[dict[object, str], Grouped]:
        table = base(self.facts, scan.base)
        aliases: dict[object, str] = {}
        values: dict[str, ir.Value] = {}
        within = self._within(scan, table)
        for tally in tallies:
            for total in tally.totals.values():
                op = total.over(table).op()
                if op not in aliases:
                    aliases[op] = f"total_{len(aliases)}"
                    values[aliases[op]] = total.over(within)
        return aliases, _grouped(within, scan, {}, values)

    def _keyed_scan(self, tally: Tally, scan: _Scan) -> Grouped:
        table = base(self.facts, scan.base)
        bounds = [
            bound(table, one).op()
            for one in (*tally.keys.values(), *([tally.where] if tally.where is not None else []))
        ]
        asked = (scan, tuple(tally.totals), tuple(bounds))
        if asked not in self._keyed:
            within = self._within(scan, table)
            if tally.where is not None:
                within = within.filter(tally.where)
            keys = {name: bound(within, key) for name, key in tally.keys.items()}
            within = within.mutate(**keys)
            totals = {name: total.over(within) for name, total in tally.totals.items()}
            self._keyed[asked] = _grouped(within, scan, keys, totals)
        return self._keyed[asked]

    def _within(self, scan: _Scan, table: ir.Table) -> ir.Table:
        """The rows of the scope dated before the scan's end and, where it has one, from its start."""
        table = self.scope.within(self.facts, scan.base, table)
        dated = table[scan.date] < ibis.date(scan.end)
        if scan.start is not None:
            dated &= table[scan.date] >= ibis.date(scan.start)
        return table.filter(dated)


def _time_column(tally: Tally, frame: Frame) -> str | None:
    if all(grain is None for grain in frame.grains):
        return None
    return "day" if Grain.DAY in frame.grains else "atom"


def _grouped(table: ir.Table, scan: _Scan, keys: dict[str, ir.Value], totals: dict[str, ir.Value]) -> Grouped:
    columns = [*scan.columns, *keys]
    if scan.by is not None:
        date = table[scan.date]
        prepared = atom_of(scan.date)
        by_atom = table[prepared] if prepared in table.columns else atom(date)
        at = by_atom if scan.by == "atom" else date
        if scan.since is not None:
            at = ibis.greatest(at, ibis.date(scan.since - dt.timedelta(days=1)))
        columns = [at.name("_at"), *columns]
    counted = (table.group_by(columns) if columns else table).aggregate(**totals)
    found = counted.to_pyarrow()
    days = None
    if scan.by is not None:
        days = pc.cast(found["_at"], pa.int32()).to_numpy().astype(np.int64) + _EPOCH
    sums = {name: np.nan_to_num(found[name].to_numpy().astype(np.float64)) for name in totals}
    return Grouped(days, coded(found.select([*scan.columns, *keys])), sums)
