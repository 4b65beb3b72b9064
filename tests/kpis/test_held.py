"""A team with those below it, told from stored cells: what adds up is added up, what doesn't is left to the rows.

Closed in the first quarter of 2024, of the tree Whole > (North, South):

| deal | rep (team) | month | outcome | amount |
|---|---|---|---|---|
| 1 | Wil (Whole) | January | won | 10 |
| 2 | Ann (North) | January | won | 20 |
| 3 | Ann (North) | January | lost | |
| 4 | Ben (South) | February | won | without one |
| 5 | Eve (Elsewhere) | February | lost | |
"""

import pytest

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.held import held
from keyfunnel.kpis.measure import measure
from keyfunnel.kpis.measurement import Measurement
from tests.kpis.asking import asked
from tests.kpis.small_facts import facts, prepared
from tests.kpis.test_measure import stored


@pytest.fixture(scope="module")
def company() -> Facts:
    deals = (
        ("1", "w", "01-10", "won", 10),
        ("2", "a", "01-11", "won", 20),
        ("3", "a", "01-12", "lost", None),
        ("4", "b", "02-10", "won", None),
        ("5", "e", "02-11", "lost", None),
    )
    teams = (("W", "Whole", None), ("N", "North", "W"), ("S", "South", "W"), ("E", "Elsewhere", None))
    return prepared(
        facts(
            "2024-02-29T18:00:00",
            teams=[dict(zip(("team_id", "name", "parent_id"), team, strict=True)) for team in teams],
            reps=[{"rep_id": rep, "name": rep, "team_id": team} for rep, team in zip("wabe", "WNSE", strict=True)],
            deals=[
                {"deal_id": key, "owner_id": owner, "outcome": outcome, "amount": amount}
                | {"created_at": "2024-01-02", "closed_at": f"2024-{day}"}
                for key, owner, day, outcome, amount in deals
            ],
        )
    )


def of_teams(company: Facts, key: str, *teams: str) -> list[Measurement] | None:
    cells = measure(company, [key])
    total = stored(cells, company, key, "month", "")
    groups = [one for one in stored(cells, company, key, "month", "team") if one.ids["team"] in teams]
    return held(catalogue.get(key), total, groups, len(teams))


def values(found: list[Measurement] | None) -> dict[str, float | None]:
    assert found is not None
    return {one.period.label: one.value for one in found}


def test_one_team_is_its_cell_and_counted_nothing_where_it_has_none(company: Facts) -> None:
    assert values(of_teams(company, "deals_won", "N")) == {"2024-01": 1, "2024-02": 0}


def test_a_rate_without_rows_has_no_value(company: Facts) -> None:
    found = of_teams(company, "win_rate", "N")
    assert values(found) == {"2024-01": 0.5, "2024-02": None}
    assert found is not None
    assert found[1].reason is not None
    assert found[1].reason.code == "no_rows"


def test_a_sum_without_a_cell_is_left_to_the_rows(company: Facts) -> None:
    """South won a deal in February that carries no amount: neither 0 nor told by the cells."""
    assert of_teams(company, "revenue", "S") is None
    (_, february) = raw(company, ["revenue"], asked(grain="month", where={"team": "S"}))
    assert february.value is None


def test_counts_of_several_teams_add_up(company: Facts) -> None:
    assert values(of_teams(company, "deals_won", "W", "N", "S")) == {"2024-01": 2, "2024-02": 1}


def test_a_share_of_several_teams_is_recomputed_with_its_interval(company: Facts) -> None:
    """2 of 3, not the mean of 1 of 1 and 1 of 2; Wilson's interval of 2 of 3 is 20.8 % to 93.9 %."""
    found = of_teams(company, "win_rate", "W", "N", "S")
    assert found is not None
    january = found[0]
    assert january.value == pytest.approx(2 / 3)
    assert (january.low, january.high) == pytest.approx((0.2077, 0.9385), abs=5e-5)
    assert january.n == 3


def test_medians_of_several_teams_are_left_to_the_rows(company: Facts) -> None:
    assert of_teams(company, "sales_cycle_length", "W", "N") is None


@pytest.mark.parametrize("key", ["deals_won", "deals_lost", "win_rate", "new_deals"])
def test_it_is_what_asking_the_rows_gives(key: str, company: Facts) -> None:
    found = of_teams(company, key, "W", "N", "S")
    assert found is not None
    truth = raw(company, [key], asked(grain="month", where={"team": "Whole"}))
    told = [(one.period, one.value, one.n, one.low, one.high) for one in found]
    assert told == [(one.period, one.value, one.n, one.low, one.high) for one in truth]
