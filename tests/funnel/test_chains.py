"""The chains of an edition against a plain loop over the entries of each subject."""

import datetime as dt
from collections import defaultdict
from typing import Any

import pytest

from keyfunnel.funnel.chain import chains
from keyfunnel.kpis.stage_entries import entries
from keyfunnel.model.workspace import Workspace
from tests.funnel.ordering import Entry, counting_skips, strict
from tests.kpis.stage_histories import CLOCK, histories

LEAD, OPPORTUNITY, WON = 2, 4, 7  # positions of the default stages; without visits the first has no data


@pytest.mark.parametrize("seed", [3, 4])
def test_each_chain_is_what_a_loop_over_the_subject_finds(seed: int) -> None:
    made = histories(seed, Workspace(), visits=False)
    subjects: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for row in entries(made).to_pyarrow().to_pylist():
        if row["main"] and row["at"].date() <= CLOCK:
            subjects[row["path_id"], row["kind"]].append((row["position"], row["at"]))
    expected = {
        subject: counted(counting_skips(theirs), strict(theirs, {"lead": LEAD, "deal": OPPORTUNITY}[kind]))
        for (subject, kind), theirs in subjects.items()
    }
    found = {row["subject_id"]: row for row in chains(made).to_pyarrow().to_pylist()}
    assert {subject: counted(dates(row, "t"), dates(row, "s")) for subject, row in found.items()} == expected
    assert len(found) > 100


def counted(skipping: dict[int, dt.date], strictly: dict[int, dt.date]) -> tuple[dict[int, dt.date], ...]:
    return skipping, strictly


def dates(row: dict[str, Any], reading: str) -> dict[int, dt.date]:
    return {p: row[f"{reading}{p}"] for p in range(1, WON + 1) if row[f"{reading}{p}"] is not None}
