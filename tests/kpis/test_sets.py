"""The few KPIs that a team goes by: too many, too few, not theirs."""

import pytest

from keyfunnel.kpis.sets import advice, check_known, check_teams, named
from keyfunnel.lake.settings import from_yaml, to_yaml
from keyfunnel.model.definitions import KPISet
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.model.workspace import Workspace

GOOD = KPISet("Sales", ("win_rate", "revenue", "sales_cycle_length"), team="North")


def codes(one: KPISet, **settings: bool) -> list[str]:
    return [message.code for message in advice(one, Workspace(**settings))]  # type: ignore[arg-type]  # booleans only


def test_three_to_seven_that_a_team_moves_are_a_good_set() -> None:
    assert codes(GOOD) == []


def test_two_are_too_few_and_eight_too_many() -> None:
    assert codes(KPISet("Few", ("win_rate", "revenue"))) == ["too_few"]
    eight = ("win_rate", "revenue", "new_deals", "deals_won", "deals_lost", "calls", "emails", "meetings")
    assert codes(KPISet("Many", eight)) == ["too_many"]


def test_what_belongs_to_no_team_is_not_theirs() -> None:
    one = KPISet("Sales", ("win_rate", "revenue", "visits"), team="North")
    (message,) = advice(one, Workspace())
    assert message.code == "not_yours"
    assert str(message).startswith("Visits isn't moved by what one team does")


def test_retention_is_not_sales_where_the_workspace_says_so() -> None:
    one = KPISet("Sales", ("win_rate", "revenue", "new_customers"), team="North")
    assert codes(one) == []
    assert codes(one, retention_owned_by_sales=False) == ["not_yours"]


def test_a_set_is_kept_with_the_settings() -> None:
    workspace = Workspace(kpi_sets=(GOOD,))
    assert from_yaml(to_yaml(workspace), "workspace.yaml") == workspace
    assert named(workspace, "Sales") == GOOD
    with pytest.raises(NotThere, match="did you mean 'Sales'"):
        named(workspace, "Sale")


def test_unknown_kpis_are_named() -> None:
    with pytest.raises(BadInput, match="did you mean 'win_rate'"):
        check_known(Workspace(kpi_sets=(KPISet("Sales", ("win_rat",)),)))
    with pytest.raises(BadInput, match="kpis: 5 is not a list of words"):
        from_yaml("kpi_sets: [{name: A, kpis: 5}]", "F.yaml")


def test_a_set_of_a_team_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadInput, match="kpi_sets: Sales: There is no team 'North'; did you mean 'Nord'"):
        check_teams([GOOD], ["Nord"])
    check_teams([GOOD], [])  # before any team is known
