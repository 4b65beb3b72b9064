"""Who stood before a leaking step and isn't among those compared there, and why: so that the leak's rate can be held
against the step's own."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from keyfunnel.funnel.counting import Key, number
from keyfunnel.funnel.leak_cells import Cells, last_followed, steps_of
from keyfunnel.funnel.reading import Reading
from keyfunnel.funnel.ripening import recorded_from
from keyfunnel.texts import APART, N_, Message, listed

FEWEST = 30  # subjects that a group must have to be compared

_APART = {
    "owner": N_("{n} without a rep or with one who has fewer than {fewest}"),
    "source": N_("{n} without a source or from one of fewer than {fewest}"),
    "period": N_("{n} from quarters of fewer than {fewest}"),
}


@dataclass
class Standing:
    """Of one group before one step: how many in all, and of these who could be followed for the whole window."""

    all: int = 0
    followed: int = 0


def standing(reading: Reading) -> dict[tuple[Key, int], Standing]:
    """By group and the position that the step leads to, of those who entered in the range."""
    rows = reading.cohort().rows
    long_enough = rows.started_on <= last_followed(reading)
    sums = {}
    for before, position in steps_of(reading.paths):
        there, weighted = rows[f"r{before}"].notnull(), bool(reading.paths.stages[before - 1].visits)
        sums[f"a{position}"] = number(rows, there, weighted=weighted)
        sums[f"f{position}"] = number(rows, there & long_enough, weighted=weighted)
    found: dict[tuple[Key, int], Standing] = defaultdict(Standing)
    for cell in rows.group_by([*reading.keys, "kind"]).aggregate(**sums).to_pyarrow().to_pylist():
        for before, position in steps_of(reading.paths):
            if reading.paths.begins.get(cell["kind"], position) <= before:
                one = found[tuple(cell[key] for key in reading.keys), position]
                one.all += int(cell[f"a{position}"] or 0)
                one.followed += int(cell[f"f{position}"] or 0)
    return found


def left_out(reading: Reading, there: Standing, found: Cells, step: tuple[int, int], by: str, n: int) -> Message | None:
    """Of those ``there``, who aren't among the ``n`` compared ``by`` a dimension; None where all are."""
    parts = list(_parts(reading, there, found, step, by, n))
    sentence = N_("Left out of {all} there: {parts}.")
    return Message("left_out", sentence, {"all": there.all, "parts": listed(parts, APART)}) if parts else None


def _parts(
    reading: Reading, there: Standing, found: Cells, step: tuple[int, int], by: str, n: int
) -> Iterator[Message]:
    before, position = step
    stages = reading.paths.stages
    recorded = sum(stood for stood, _ in found.steps["started_in", position].values())
    if young := there.all - there.followed:
        sentence = N_("{n} who can't be followed for {days} days yet")
        yield Message("left_out_young", sentence, {"n": young, "days": reading.query.window_days})
    if early := there.followed - recorded:
        since = recorded_from(reading.facts).get(position, dt.date.min)
        params = {"n": early, "after": stages[before - 1].name, "stage": stages[position - 1].name, "since": since}
        sentence = N_("{n} at {after} before {since}, when {stage} began to be recorded")
        yield Message("left_out_early", sentence, params)
    if apart := recorded - n:
        yield Message("left_out_apart", _APART[by], {"n": apart, "fewest": FEWEST})
