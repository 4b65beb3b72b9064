"""The base of stage entries against a plain loop over every entry and exit of each path."""

import datetime as dt
from collections import defaultdict
from typing import Any

import pytest

from keyfunnel.kpis.bases.stage_entries import stage_entries
from keyfunnel.kpis.stage_entries import entries, exits
from keyfunnel.model.workspace import Workspace
from tests.funnel.ordering import at_or_after
from tests.kpis.stage_histories import CLOCK, OVERLAPPING, histories

Moves = list[tuple[dt.datetime, int]]  # when, and into which position


def read(moves: Moves, lost: Moves, last: int) -> dict[int, tuple[Any, ...]]:
    """By position: entered on, went on on, left, days in, won on."""
    at: dict[int, list[dt.datetime]] = defaultdict(list)
    for when, position in moves:
        at[position].append(when)
    won_on = min(at[last]).date() if last in at else None
    return {p: (*_read_one(p, at, moves + lost, last), won_on) for p in sorted(at) if at[p]}


def _read_one(position: int, at: dict[int, list[dt.datetime]], moves: Moves, last: int) -> tuple[Any, ...]:
    first = min(at[position])
    beyond = [whens for p, whens in at.items() if p > position and whens]
    onward = None
    if beyond:
        candidates = (min(map(min, beyond)), max(map(max, beyond)))
        onward = next((one.date() for one in candidates if at_or_after(one, first)), None)
    others = [(when, p) for when, p in moves if p != position and (when, p) > (first, position)]
    left_on = min(others)[0].date() if others else None
    end = left_on or CLOCK
    days = (end - first.date()).days if position < last and end >= first.date() else None
    return first.date(), onward, left_on is not None, days


@pytest.mark.parametrize("workspace", [Workspace(), OVERLAPPING], ids=["default stages", "overlapping stages"])
@pytest.mark.parametrize("seed", [1, 2])
def test_each_first_entry_is_what_a_loop_over_the_path_finds(workspace: Workspace, seed: int) -> None:
    made = histories(seed, workspace)
    last = len(workspace.stages)
    moves: dict[str, Moves] = defaultdict(list)
    lost: dict[str, Moves] = defaultdict(list)
    for row in entries(made).to_pyarrow().to_pylist():
        moves[row["path_id"]].append((row["at"], row["position"]))
    for row in exits(made).to_pyarrow().to_pylist():
        lost[row["path_id"]].append((row["at"], last + 1))
    expected = {
        (path, position): found
        for path, theirs in moves.items()
        for position, found in read(theirs, lost[path], last).items()
    }
    columns = ("entered_on", "went_on_on", "left", "days_in", "won_on")
    rows = stage_entries(made).to_pyarrow().to_pylist()
    assert {(row["path_id"], row["position"]): tuple(row[name] for name in columns) for row in rows} == expected
    assert len(rows) == len(expected)
    assert all(row["went_on"] == (row["went_on_on"] is not None) for row in rows)
    assert len({path for path, _ in expected}) > 150
