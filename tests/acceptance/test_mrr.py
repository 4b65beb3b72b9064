"""Subscription movements against a fixture with documented definitions."""

import pytest

from tests.command_line import CommandLine

pytestmark = pytest.mark.shared

MOVEMENTS = {
    "new_mrr": (2295, 55),
    "reactivation_mrr": (150, 3),
    "expansion_mrr": (660, 30),
    "contraction_mrr": (-555, 27),
    "churned_mrr": (-2550, 58),
}


def test_movements_and_how_many_there_were(mrr: CommandLine) -> None:
    found = {key: mrr.value(key) for key in MOVEMENTS}
    assert {key: (one["value"], one["n"]) for key, one in found.items()} == MOVEMENTS


def test_mrr_at_a_month_end(mrr: CommandLine) -> None:
    months = {one["period"]: one["value"] for one in mrr.values("mrr", "--grain", "month")}
    assert months["2019-12"] == 1255


def test_each_months_movements_are_the_change_in_mrr(mrr: CommandLine) -> None:
    level = mrr.values("mrr", "--grain", "month")
    moved = {one["period"]: 0.0 for one in level}
    for one in mrr.values(*MOVEMENTS, "--grain", "month"):
        moved[one["period"]] += one["value"] or 0
    before = 0.0
    for one in level:
        assert one["value"] - before == pytest.approx(moved[one["period"]]), one["period"]
        before = one["value"]
    assert before == 0
