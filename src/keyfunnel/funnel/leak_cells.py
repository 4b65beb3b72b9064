"""What the leak is worked out from: conversions of every step by rep, by source and by quarter, one scan each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import ibis.expr.types as ir

from keyfunnel.funnel.counting import Key, number
from keyfunnel.funnel.paths import Paths
from keyfunnel.funnel.reading import Reading
from keyfunnel.funnel.ripening import recorded_from
from keyfunnel.model.calendar import Grain

Member = tuple[str | None, str | None]  # name and id

# What a cover groups by, and the dimension that it stands for. Where a step begins at a deal, whoever owns the deal
# answers for it; before that, whoever owns the lead.
COVERS: dict[str, str] = {"owner": "owner", "deal_owner": "owner", "source": "source", "started_in": "period"}


@dataclass
class Won:
    """Of the deals won that carry an amount: how many, Σ amount, Σ amount²."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, n: int, total: float, squares: float) -> None:
        self.n += n
        self.total += total
        self.squares += squares


@dataclass
class Cells:
    """Of one group: by cover, position and member, ``[before, came]``: how many stood before the step, and came on."""

    steps: dict[tuple[str, int], dict[Member, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: [0, 0]))
    )
    won: Won = field(default_factory=Won)


def steps_of(found: Paths) -> Iterator[tuple[int, int]]:
    """Each step that subjects can be followed over: position before, and position."""
    for position in found.present:
        before = found.before(position)
        if before is not None and found.linked(position) and position <= (found.won or position):
            yield before, position


def cells(reading: Reading) -> dict[Key, Cells]:
    """Of those who could be followed for the whole window, from when entries to the stage were recorded at all."""
    rows = reading.cohort().rows
    rows = rows.filter(rows.started_on <= last_followed(reading))
    rows = rows.mutate(started_in=rows.started_on.truncate("M").cast("date"))
    rows = rows.mutate(started_in_id=rows.started_in)
    found: dict[Key, Cells] = defaultdict(Cells)
    for cover in _needed(reading):
        for cell in _scan(reading, rows, cover).to_pyarrow().to_pylist():
            _add(found[tuple(cell[key] for key in reading.keys)], cell, cover, reading)
    return found


def last_followed(reading: Reading) -> dt.date:
    """The last day whose entrants could be followed for the whole window."""
    return reading.clock - dt.timedelta(days=reading.query.window_days)


def answers(found: Paths, before: int) -> str | None:
    """The cover of those who answer for a step from the stage ``before``.

    None where visitors stand: a rep owns only those of them who came on, and so says nothing about the step.
    """
    if before in found.passes.get("visitor", ()):
        return None
    stage = found.stages[before - 1]
    return "deal_owner" if stage.deal or stage.crm else "owner"


def _needed(reading: Reading) -> list[str]:
    people = {answers(reading.paths, before) for before, _ in steps_of(reading.paths)}
    return [cover for cover in COVERS if cover in people or COVERS[cover] != "owner"]


def _scan(reading: Reading, rows: ir.Table, cover: str) -> ir.Table:
    recorded, sums = recorded_from(reading.facts), {}
    for before, position in steps_of(reading.paths):
        stood = rows[f"r{before}"] >= recorded.get(position, dt.date.min)
        came = stood & rows[f"r{position}"].notnull()
        sums[f"n{position}"] = number(rows, stood, weighted=bool(reading.paths.stages[before - 1].visits))
        sums[f"c{position}"] = number(rows, came, weighted=bool(reading.paths.stages[position - 1].visits))
    won = reading.paths.won
    if won is not None:
        amount = rows.amount.cast("float64")
        valued = rows[f"r{won}"].notnull() & (rows.amount > 0)
        sums |= {"won": rows.count(where=valued), "total": amount.sum(where=valued),
                 "squares": (amount * amount).sum(where=valued)}  # fmt: skip
    keys = [rows[column].name(f"_by_{column}") for column in reading.keys]
    member = [rows[cover].name("member"), rows[f"{cover}_id"].name("member_id")]
    counted = rows.group_by([*keys, *member, "kind"]).aggregate(**sums)
    return counted.rename({column: f"_by_{column}" for column in reading.keys})


def _add(cells: Cells, cell: dict[str, Any], cover: str, reading: Reading) -> None:
    member: Member = (cell["member"], cell["member_id"])
    if cover == "started_in":
        quarter = reading.facts.workspace.calendar.period(cell["member"], Grain.QUARTER).label
        member = (quarter, quarter)
        cells.won.add(cell.get("won") or 0, cell.get("total") or 0.0, cell.get("squares") or 0.0)
    for before, position in steps_of(reading.paths):
        if reading.paths.begins.get(cell["kind"], position) <= before:
            counted = cells.steps[cover, position][member]
            counted[0] += int(cell[f"n{position}"] or 0)
            counted[1] += int(cell[f"c{position}"] or 0)
