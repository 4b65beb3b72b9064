"""How many reached each stage: one scan over the chains, and what is worked out from it for each group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.paths import Paths
from keyfunnel.funnel.reading import Reading
from keyfunnel.kpis.bases.dates import days_between
from keyfunnel.stats.intervals import wilson

Key = tuple[str | None, ...]  # names and ids of the dimensions asked for, in turn


@dataclass
class Tally:
    """Of one group: subjects by kind and stage, moves back by stage, and subjects by kind and days of follow-up.

    ``followed`` tells apart only those followed for less than the window; None stands for all of it.
    """

    reached: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    backward: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    followed: dict[tuple[str, int | None], int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True)
class Step:
    """Of one stage: ``reached``, of whom ``started`` here; ``came`` of ``before`` from the stage before; ``of_first``
    of ``first`` all the way. ``subset`` says whether ``came`` are among ``before``."""

    reached: int
    started: int
    came: int
    before: int
    of_first: int
    first: int
    subset: bool

    @property
    def rate(self) -> float | None:
        return self.came / self.before if self.before else None

    @property
    def cumulative(self) -> float | None:
        return self.of_first / self.first if self.first else None

    def interval(self) -> tuple[float | None, float | None]:
        if not (self.subset and self.before):
            return None, None
        low, high = wilson(self.came, self.before)
        return float(low), float(high)


def count(reading: Reading) -> dict[Key, Tally]:
    """A tally for each group that has any subject, from one query."""
    rows, window = reading.rows, reading.query.window_days
    followed = days_between(rows.started_on, ibis.date(reading.clock))
    recent = (followed < window).ifelse(followed, ibis.null("int64"))
    sums: dict[str, ir.Value] = {"n": number(rows, rows.started_on.notnull(), weighted=True)}
    for p in reading.paths.present:
        counted = reading.counts(p)
        sums[f"c{p}"] = number(rows, counted, weighted=bool(reading.paths.stages[p - 1].visits))
        sums[f"b{p}"] = rows[f"b{p}"].sum(where=counted)
    cells = rows.group_by([*reading.keys, "kind", recent.name("followed")]).aggregate(**sums).to_pyarrow()
    tallies: dict[Key, Tally] = defaultdict(Tally)
    for cell in cells.to_pylist():
        _add(tallies[tuple(cell[key] for key in reading.keys)], cell, reading.paths)
    return {key: tally for key, tally in tallies.items() if any(tally.reached.values())}


def step(tally: Tally, found: Paths, position: int, *, subset: bool) -> Step:
    """What ``tally`` says of the stage. ``subset`` is False where entries of a period are compared, whose subjects
    aren't the same."""
    before, first = found.before(position), found.present[0]
    reached, started = _of(tally, found, position, found.begins), _of(tally, found, position, _at(found, position))
    if before is None:
        return Step(reached, started, 0, 0, reached, reached, subset)
    earlier = [kind for kind, begin in found.begins.items() if begin < position]
    linked = found.linked(position)
    through = all(found.linked(p) for p in found.present if first < p <= position)
    return Step(
        reached,
        started,
        came=_of(tally, found, position, earlier if linked else found.begins),
        before=_of(tally, found, before, found.begins),
        of_first=_of(tally, found, position, _at(found, first) if through else found.begins),
        first=_of(tally, found, first, found.begins),
        subset=subset and linked,
    )


def _of(tally: Tally, found: Paths, position: int, kinds: Iterable[str]) -> int:
    return sum(tally.reached[kind, position] for kind in kinds if found.begins[kind] <= position)


def _at(found: Paths, position: int) -> list[str]:
    return [kind for kind, begin in found.begins.items() if begin == position]


def _add(tally: Tally, cell: Mapping[str, Any], found: Paths) -> None:
    kind = cell["kind"]
    tally.followed[kind, cell["followed"]] += int(cell["n"] or 0)
    for p in found.present:
        if p >= found.begins.get(kind, 1):
            tally.reached[kind, p] += int(cell[f"c{p}"] or 0)
            tally.backward[p] += int(cell[f"b{p}"] or 0)


def number(rows: ir.Table, counted: ir.BooleanValue, *, weighted: bool) -> ir.IntegerValue:
    """How many subjects the rows stand for (weighted: null without any).

    Only visits stand for more than one, so that elsewhere rows are counted, which is faster.
    """
    return rows.weight.sum(where=counted) if weighted else rows.count(where=counted)
