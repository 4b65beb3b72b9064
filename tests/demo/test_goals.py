"""The goals of a simulated company can be set, however small it is."""

from typing import Any, cast

from keyfunnel.demo.goals.base import People, Quarter
from keyfunnel.demo.goals.objectives import WEAK, last_quarter, this_quarter

PEOPLE = People(head="Ann", leads={"Elsewhere": "Bo", WEAK: "Cy"}, of_customers="Di", rep="Ed", rep_team=WEAK)


class Told(Quarter):
    """A quarter whose rates are all the same; of anything else there were 40."""

    rate: float = 0.0

    def value(self, kpi: str, **_: Any) -> float:
        return self.rate if kpi in {"win_rate", "stage_conversion"} else 40.0


def rates(rate: float) -> set[tuple[str, float]]:
    """Kind and target of every goal for a rate, in a company where every rate was ``rate``."""
    base = type("Base", (Told,), {"rate": rate})(cast("Any", None), cast("Any", None))
    objectives = [*this_quarter(base, PEOPLE), *last_quarter(base, PEOPLE)]
    results = [result for objective in objectives for result in objective["key_results"]]
    return {
        (one["kind"], one["target"]["at_least"] if one["kind"] == "keep" else one["target"])
        for one in results
        if one["kpi"] in {"win_rate", "stage_conversion"}
    }


def test_a_rate_is_to_rise() -> None:
    assert rates(0.5) == {("increase", 0.52), ("increase", 0.53), ("increase", 0.58)}


def test_a_rate_without_room_above_it_is_to_be_kept() -> None:
    assert rates(1.0) == {("keep", 0.99)}


def test_a_rate_that_a_team_had_not_yet_needs_no_baseline() -> None:
    assert rates(0.0) == {("keep", 0.02), ("keep", 0.03), ("keep", 0.08)}
