"""Who reached which stage, and at what rates; the table is in :mod:`tests.funnel.small_company`."""

import datetime as dt
from dataclasses import replace

import pytest

from keyfunnel.funnel.funnel import funnel
from keyfunnel.funnel.query import FunnelQuery, View
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.errors import BadInput, NotThere
from tests.funnel.small_company import only, reached, stages
from tests.kpis.small_facts import facts


def test_reaching_a_later_stage_implies_those_skipped(company: Facts) -> None:
    """L4 was won after 149 days, so that it reached no more than Opportunity within 90."""
    assert reached(only(company)) == {"Lead": 4, "Qualified": 4, "Opportunity": 4, "Demo": 2, "Proposal": 2, "Won": 2}


def test_a_longer_window_reaches_further(company: Facts) -> None:
    assert reached(only(company, FunnelQuery(window_days=149)))["Won"] == 3
    assert reached(only(company, FunnelQuery(window_days=148)))["Won"] == 2


def test_strictly_a_skipped_stage_ends_the_path(company: Facts) -> None:
    """L2 and L4 were never qualified; D5, whose path begins at Opportunity, had no proposal."""
    found = reached(only(company, FunnelQuery(skips="strict")))  # type: ignore[arg-type]  # words will do
    assert found == {"Lead": 4, "Qualified": 2, "Opportunity": 2, "Demo": 2, "Proposal": 1, "Won": 1}


def test_a_deal_without_a_lead_is_no_conversion_of_leads(company: Facts) -> None:
    """Of the four qualified, three became opportunities; D5 is the fourth there, and counts in what follows."""
    found = stages(only(company))
    assert (found["Opportunity"].started, found["Opportunity"].step_rate) == (1, 3 / 4)
    assert found["Demo"].step_rate == 2 / 4
    assert found["Won"].cumulative_rate == 1 / 4  # L1 of the four leads


def test_a_rate_has_wilsons_interval(company: Facts) -> None:
    """3 of 4: (3.9207 ± 1.96 √(4·0.75·0.25 + 0.9604)) ÷ 7.8415... = 0.3006 to 0.9544."""
    opportunity = stages(only(company))["Opportunity"]
    assert opportunity.step_low == pytest.approx(0.3006, abs=1e-4)
    assert opportunity.step_high == pytest.approx(0.9544, abs=1e-4)


def test_the_first_stage_has_no_step(company: Facts) -> None:
    lead = stages(only(company))["Lead"]
    assert (lead.step_rate, lead.step_low, lead.cumulative_rate, lead.started) == (None, None, 1.0, 4)


def test_a_stage_without_data_says_why_and_is_not_implied(company: Facts) -> None:
    visit = stages(only(company))["Visit"]
    assert visit.reached is None
    assert str(visit.reason) == "No data: needs the table “visits”"


def test_the_cohort_view_follows_who_entered_in_the_range(company: Facts) -> None:
    january = FunnelQuery(start=dt.date(2024, 1, 1), end=dt.date(2024, 2, 1))
    assert reached(only(company, january)) == {
        "Lead": 4, "Qualified": 4, "Opportunity": 3, "Demo": 1, "Proposal": 1, "Won": 1,
    }  # fmt: skip
    february = FunnelQuery(start=dt.date(2024, 2, 1))
    assert reached(only(company, february)) == {
        "Lead": 0, "Qualified": 0, "Opportunity": 1, "Demo": 1, "Proposal": 1, "Won": 1,
    }  # fmt: skip


def test_the_period_view_counts_entries_in_the_range(company: Facts) -> None:
    """From 20 January to the end of February: L2 became an opportunity and with that qualified; L1 was won; D5 passed
    everything."""
    query = FunnelQuery(view="period", start=dt.date(2024, 1, 20), end=dt.date(2024, 3, 1))  # type: ignore[arg-type]  # as text, on purpose
    found = stages(only(company, query))
    assert {name: one.reached for name, one in found.items() if one.reason is None} == {
        "Lead": 0, "Qualified": 1, "Opportunity": 2, "Demo": 1, "Proposal": 1, "Won": 2,
    }  # fmt: skip
    assert found["Won"].step_rate == 2.0
    assert found["Won"].step_low is None  # those won aren't among those proposed to
    assert found["Won"].cumulative_rate is None
    assert not found["Won"].immature


def test_over_everything_both_views_agree(company: Facts) -> None:
    everything = FunnelQuery(view="period")  # type: ignore[arg-type]  # as text, on purpose
    assert reached(only(company, everything)) == reached(only(company))
    assert stages(only(company, everything))["Won"].step_low is not None


def test_splits_add_up_and_those_without_a_name_come_last(company: Facts) -> None:
    """Sources: web L1, L3 and D5; fair L2; L4 has none."""
    groups = funnel(company, FunnelQuery(by=("source",)))
    assert [group.dimensions["source"] for group in groups] == ["web", "fair", None]
    assert [reached(group)["Opportunity"] for group in groups] == [2, 1, 1]
    assert [reached(group)["Won"] for group in groups] == [2, 0, 0]


def test_a_team_brings_those_below_it(company: Facts) -> None:
    """Ann (North, below All sales) has L1 and L4; Bo (All sales) L2 and D5; L3 nobody."""

    def leads(*teams: str) -> int | None:
        return reached(only(company, FunnelQuery(where={"team": teams})))["Lead"]

    assert (leads("North"), leads("all sales"), leads("T1", "T")) == (2, 3, 3)


def test_names_and_ids_stand_beside_each_other(company: Facts) -> None:
    first = funnel(company, FunnelQuery(by=("owner",)))[0]
    assert (first.dimensions, first.ids) == ({"owner": "Ann Lee"}, {"owner": "R1"})


def test_what_is_not_known_is_refused_with_the_nearest(company: Facts) -> None:
    with pytest.raises(NotThere, match="did you mean 'owner'"):
        funnel(company, FunnelQuery(by=("owners",)))
    with pytest.raises(NotThere, match="did you mean 'web'"):
        funnel(company, FunnelQuery(where={"source": ("webb",)}))
    with pytest.raises(BadInput, match="none of cohort, period"):
        FunnelQuery(view="cohorts")  # type: ignore[arg-type]  # as text, on purpose
    with pytest.raises(BadInput, match="before it starts"):
        FunnelQuery(start=dt.date(2024, 2, 1), end=dt.date(2024, 1, 1))


def test_a_range_that_nobody_entered_in_is_a_funnel_of_zeros(company: Facts) -> None:
    group = only(company, FunnelQuery(start=dt.date(2024, 6, 1)))
    assert set(reached(group).values()) == {0}
    assert stages(group)["Won"].step_rate is None


def test_it_reads_as_json(company: Facts) -> None:
    document = only(company).as_json()
    lead = next(stage for stage in document["stages"] if stage["name"] == "Lead")
    assert (lead["phase"], lead["reached"], lead["median_days"]) == ("awareness", 4, 2)
    assert document["leak"] is None


def quiet_leads() -> Facts:
    """A lead a day from 1 January to 31 March 2024; deals without a lead on the first of each month to July."""
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(91)]
    return facts(
        "2024-07-01",
        leads=[{"lead_id": f"{day}", "created_at": f"{day}"} for day in days],
        deals=[{"deal_id": f"{month}", "created_at": f"2024-{month:02}-01"} for month in range(1, 8)],
    )


@pytest.mark.parametrize("view", ["cohort", "period"])
def test_a_stage_that_nothing_tells_of_any_more_has_no_zero(view: str) -> None:
    spring = FunnelQuery(view=view, start=dt.date(2024, 4, 1), end=dt.date(2024, 7, 1))  # type: ignore[arg-type]  # as above
    found = stages(only(quiet_leads(), spring))
    assert (found["Lead"].reached, found["Opportunity"].reached) == (None, 3)
    assert str(found["Lead"].reason) == "The data on this reach from Jan 1, 2024 to Mar 31, 2024."


def test_there_is_no_zero_before_a_stage_was_recorded_or_after_the_data_end() -> None:
    for start, end in ((dt.date(2023, 1, 1), dt.date(2024, 1, 1)), (dt.date(2024, 7, 2), dt.date(2024, 8, 1))):
        found = stages(only(quiet_leads(), FunnelQuery(view=View.PERIOD, start=start, end=end)))
        assert (found["Lead"].reached, found["Opportunity"].reached) == (None, None)


def test_a_cohort_that_isnt_known_has_no_later_stages_either(company: Facts) -> None:
    """Leads and deals are on record from January 2024."""
    december = FunnelQuery(start=dt.date(2023, 12, 1), end=dt.date(2024, 1, 1))
    assert reached(only(company, december)) == {}


def test_a_known_cohort_may_have_reached_nothing(company: Facts) -> None:
    """L3 came on 3 January and was no more than qualified; the first demo on record is of 10 January, 7 days later, and
    the first deal won of the 31st."""
    third = FunnelQuery(start=dt.date(2024, 1, 3), end=dt.date(2024, 1, 4), window_days=7)
    found = reached(only(company, third))
    assert found == {"Lead": 1, "Qualified": 1, "Opportunity": 0, "Demo": 0, "Proposal": 0}
    assert "Demo" not in reached(only(company, replace(third, window_days=6)))
    assert reached(only(company, replace(third, window_days=28)))["Won"] == 0
