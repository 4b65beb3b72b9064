"""Made-up Australians with typing errors and the truth beside them (febrl): how many are found, how many are right."""

from itertools import combinations
from pathlib import Path

import pytest

from keyfunnel.intake.dedupe.from_file import match_file
from keyfunnel.model.workspace import Workspace

pytestmark = pytest.mark.shared


def _people(path: Path) -> dict[str, str]:
    """The person by line of the file: rec-12-org and rec-12-dup-0 are both 12."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {str(number): line.split("-")[1] for number, line in enumerate(lines[1:], start=2)}


def _pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def test_finds_nearly_all_true_pairs_and_nearly_nothing_else(shared: Path) -> None:
    path = shared / "febrl" / "dataset3.csv"
    people = _people(path)
    found = match_file(path, Workspace())
    groups: dict[str, list[str]] = {}
    for line, person in people.items():
        groups.setdefault(person, []).append(line)
    true = _pairs(list(groups.values()))
    said = _pairs([[found.records.ids[member] for member in cluster.members] for cluster in found.clusters])
    assert len(true) == 6538
    assert len(said & true) / len(said) >= 0.99
    assert len(said & true) / len(true) >= 0.97
    assert "rec_id" not in {column.source for column in found.records.columns}
