"""A company of any size: teams that one can lead, and reps with a number of deals that one can work on."""

import datetime as dt

import numpy as np
import pytest

from keyfunnel.demo.arrays import random_for
from keyfunnel.demo.clock import HISTORY_MONTHS, Span
from keyfunnel.demo.company import Company, found
from keyfunnel.demo.teams import Team, divide

UNTIL = dt.date(2026, 11, 3)


def company_for(deals: int) -> Company:
    return found(random_for(1, 0), deals, Span(UNTIL))


def test_a_small_company_has_a_team_for_each_region_and_one_for_customers() -> None:
    assert divide([8, 6, 4], 3) == [
        Team("Europe", "Sales", 0, 8),
        Team("Asia Pacific", "Sales", 1, 6),
        Team("Americas", "Sales", 2, 4),
        Team("Customer Success", "Sales", 3, 3),
        Team("Sales", None, 4, 0),
    ]


def test_a_large_team_is_divided_evenly_and_that_again() -> None:
    """31 people are 3 teams of about 12; 400 are 12 of 33 or 34, which are too large still."""
    teams = {team.name: team for team in divide([31, 400, 4], 3)}
    assert teams["Europe"].reps == 0
    assert [teams[f"Europe {part}"].reps for part in (1, 2, 3)] == [10, 10, 11]
    assert teams["Europe 2"].parent == "Europe"
    assert teams["Asia Pacific 12"].reps == 0
    assert teams["Asia Pacific 12.3"].parent == "Asia Pacific 12"
    assert sum(team.reps for team in teams.values()) == 31 + 400 + 4 + 3


@pytest.mark.parametrize("deals", [200, 3_000, 30_000, 300_000, 10_000_000])
def test_nobody_leads_a_crowd_or_works_on_too_much(deals: int) -> None:
    company = company_for(deals)
    sizes = [team.reps for team in company.teams if team.reps]
    assert min(sizes) >= 2
    assert max(sizes) <= 30
    below = [sum(team.parent == name for team in company.teams) for name in company.team_names]
    assert max(below) <= 12
    selling = int((company.reps.branch < 3).sum())
    assert deals / selling / HISTORY_MONTHS < 70


def test_names_and_keys_are_each_persons_own() -> None:
    """Beyond the names that there are, people have middle initials."""
    company = company_for(10_000_000)
    people = len(company.reps) + len(company.leads)
    assert people > 6_000
    assert len({*company.reps.name, *company.leads}) == people
    assert len({*company.reps.key, *company.lead_keys}) == people
    assert len({*company.reps.email, *company.lead_emails}) == people


def test_members_are_those_of_the_team_and_below() -> None:
    company = company_for(1_000_000)
    named = company.team_names[company.reps.team]
    assert all(name.startswith("Europe 2.") for name in named[company.members("Europe 2")])
    assert company.members("Europe 2").sum() > 12
    assert (company.members("Europe") == (company.reps.branch == 0)).all()
    assert company.members("Sales").all()


def test_who_takes_over_is_of_the_same_team_and_stays() -> None:
    company = company_for(100_000)
    gone = np.flatnonzero(~np.isnat(company.reps.ended))
    later = company.reps.ended[gone] + np.timedelta64(1, "s")
    taking_over = company.successors(random_for(1, 1), gone, later)
    assert (company.reps.team[taking_over] == company.reps.team[gone]).all()
    assert np.isnat(company.reps.ended[taking_over]).all()
