"""Where tallies are answered: each base scanned as few times as the questions allow."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.compute.beside import Ask, at_once
from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.compute.groups import Grouped, Sums, roll_up
from keyfunnel.kpis.compute.question import Question
from keyfunnel.kpis.compute.scan import Scan
from keyfunnel.kpis.compute.tally import Tally, Total, bound
from keyfunnel.kpis.coverage import stands_for_itself
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.scope import Scope
from keyfunnel.kpis.shapes import Shape
from keyfunnel.model.calendar import Grain


class Source:
    """Answers tallies over ``facts`` within ``scope``.

    Those that are ``expected`` beforehand share a scan. ``covers`` gives, for a base, sets of dimensions counted
    together, from which each of them, and the total, is rolled up: for asking every dimension. ``whole`` scans all
    periods once, whatever frame is asked, of a base and date from the day on that ``starts`` may say, before which
    nobody asks. ``ask`` has questions answered. ``computed`` keeps the cells of shapes that others are made from.
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
        ask: Ask = at_once,
    ) -> None:
        self.facts = facts
        self.scope = scope
        self._expected = tuple(expected)
        self._covers = covers
        self._whole = whole
        self._starts = starts or {}
        self._ask = ask
        self.computed: dict[tuple[Shape, Frame], Cells] = {}
        self._rows: dict[Scan, ir.Table] = {}
        self._scans: dict[Scan, tuple[dict[object, str], Callable[[], Grouped]]] = {}
        self._aliases: dict[tuple[Scan, Tally], dict[str, str]] = {}  # what a scan calls a tally's totals
        self._rolled_up: dict[tuple[int, Frame], Sums] = {}
        self._keyed: dict[object, Callable[[], Grouped]] = {}

    def begin(self, tally: Tally, frame: Frame) -> None:
        """Have counted what :meth:`sums` or :meth:`fetch` will be asked for."""
        scan = self._scan_of(tally, frame)
        if tally.keys:
            self._keyed_scan(tally, scan)
        else:
            self._scanned(tally, scan, frame)

    def sums(self, tally: Tally, frame: Frame) -> Sums:
        """The tally's totals by the frame's periods and dimensions (and by its own keys)."""
        scan = self._scan_of(tally, frame)
        columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
        if tally.keys:
            return roll_up(self._keyed_scan(tally, scan)(), frame, [*columns, *tally.keys])
        aliases, count = self._scanned(tally, scan, frame)
        grouped = count()
        asked = (id(grouped), frame)
        if asked not in self._rolled_up:
            self._rolled_up[asked] = roll_up(grouped, frame, columns)
        found = self._rolled_up[asked]
        return Sums(found.place, found.keys, {name: found.totals[alias] for name, alias in aliases.items()})

    def fetch(self, tally: Tally, frame: Frame) -> Grouped:
        """The tally's totals by day or atom and by (at least) the frame's dimensions, not rolled up."""
        if tally.keys:
            return self._keyed_scan(tally, self._scan_of(tally, frame))()
        aliases, count = self._scanned(tally, self._scan_of(tally, frame), frame)
        grouped = count()
        return Grouped(grouped.at, grouped.keys, {name: grouped.totals[alias] for name, alias in aliases.items()})

    def rows(self, name: str) -> ir.Table:
        """The base's rows within the scope."""
        return self.scope.within(self.facts, name, base(self.facts, name))

    def _scanned(self, tally: Tally, scan: Scan, frame: Frame) -> tuple[dict[str, str], Callable[[], Grouped]]:
        """The scan that answers the tally, and what it calls each of the totals."""
        if (scan, tally) not in self._aliases:
            wanted = {name: total.op() for name, total in self._over(scan, tally.totals).items()}
            if any(op not in self._scans.get(scan, ({}, None))[0] for op in wanted.values()):
                shared = [one for one in self._expected if self._shares(one, scan, frame)]
                self._scans[scan] = self._count(scan, [*shared, tally])
                self._aliases = {asked: named for asked, named in self._aliases.items() if asked[0] != scan}
            named = self._scans[scan][0]
            self._aliases[scan, tally] = {name: named[op] for name, op in wanted.items()}
        return self._aliases[scan, tally], self._scans[scan][1]

    def _scan_of(self, tally: Tally, frame: Frame) -> Scan:
        start = None if self._whole or tally.from_the_start else frame.start
        end = frame.clock if self._whole else frame.end
        return Scan(
            tally.base,
            tally.date,
            self._together(tally.base, frame.dimensions),
            start,
            end,
            _time_column(tally, frame),
        )

    def _shares(self, other: Tally, scan: Scan, frame: Frame) -> bool:
        """Whether an expected tally is answered by the same scan."""
        return (
            not other.keys
            and (other.base, other.date) == (scan.base, scan.date)
            and (self._scan_of(other, frame) == scan)
        )

    def _together(self, name: str, dimensions: tuple[str, ...]) -> tuple[str, ...]:
        """The dimensions that are counted together with those asked."""
        return next((cover for cover in self._covers(name) if set(dimensions) <= set(cover)), dimensions)

    def _count(self, scan: Scan, tallies: Sequence[Tally]) -> tuple[dict[object, str], Callable[[], Grouped]]:
        aliases: dict[object, str] = {}
        totals: dict[str, Total] = {}
        for tally in tallies:
            for name, value in self._over(scan, tally.totals).items():
                if value.op() not in aliases:
                    aliases[value.op()] = f"total_{len(aliases)}"
                    totals[aliases[value.op()]] = tally.totals[name]

        def of(scan: Scan, further: Mapping[str, Total]) -> ir.Table:
            return scan.question(self._within(scan), {}, self._over(scan, {**totals, **further}))

        return aliases, self._asked(scan, of, totals, tallies)

    def _keyed_scan(self, tally: Tally, scan: Scan) -> Callable[[], Grouped]:
        within = self._within(scan)
        bounds = [
            bound(within, one).op()
            for one in (*tally.keys.values(), *([tally.where] if tally.where is not None else []))
        ]
        asked = (scan, tuple(tally.totals), tuple(bounds))

        def of(scan: Scan, further: Mapping[str, Total]) -> ir.Table:
            within = self._within(scan)
            if tally.where is not None:
                within = within.filter(tally.where)
            keys = {name: bound(within, key) for name, key in tally.keys.items()}
            totals = {name: total.over(within) for name, total in {**tally.totals, **further}.items()}
            return scan.question(within, keys, totals)

        if asked not in self._keyed:
            self._keyed[asked] = self._asked(scan, of, tally.totals, [tally])
        return self._keyed[asked]

    def _asked(
        self,
        scan: Scan,
        of: Callable[[Scan, Mapping[str, Total]], ir.Table],
        totals: Collection[str],
        tallies: Iterable[Tally],
    ) -> Callable[[], Grouped]:
        from_the_start = any(tally.from_the_start for tally in tallies)
        start = None if from_the_start else self._starts.get((scan.base, scan.date), scan.start)
        found = self._ask(Question(scan, self.rows(scan.base), of, start))
        return cache(lambda: scan.answer(self.facts, found(), totals))

    def _within(self, scan: Scan) -> ir.Table:
        """The rows of the scope dated before the scan's end and, where it has one, from its start."""
        if scan not in self._rows:
            table = self.rows(scan.base)
            dated = table[scan.date] < ibis.date(scan.end)
            if scan.start is not None:
                dated &= table[scan.date] >= ibis.date(scan.start)
            self._rows[scan] = table.filter(dated)
        return self._rows[scan]

    def _over(self, scan: Scan, totals: Mapping[str, Total]) -> dict[str, ir.Value]:
        within, weighed = self._within(scan), not stands_for_itself(self.facts, scan.base)
        return {name: total.over(within, weighed=weighed) for name, total in totals.items()}


def _time_column(tally: Tally, frame: Frame) -> str | None:
    if all(grain is None for grain in frame.grains):
        return None
    return "day" if Grain.DAY in frame.grains else "atom"
