"""A marketing funnel with real traps, by the mapping under examples/olist."""

import pytest

from tests.command_line import CommandLine

pytestmark = pytest.mark.shared

BY_ORIGIN = {
    "organic_search": (271, 2296),
    "paid_search": (195, 1586),
    "social": (75, 1350),
    "unknown": (179, 1099),
    "direct_traffic": (56, 499),
    "email": (15, 493),
    "referral": (24, 284),
    "other": (4, 150),
    "display": (6, 118),
    "other_publicities": (3, 65),
    None: (14, 60),
}


def test_leads_deals_and_their_rate(olist: CommandLine) -> None:
    assert olist.value("new_leads")["value"] == 8000
    assert olist.value("deals_won")["value"] == 842
    rate = olist.value("lead_to_opportunity_rate")
    assert (rate["numerator"], rate["denominator"]) == (842, 8000)
    assert rate["value"] == pytest.approx(0.10525)


def test_no_origin_is_not_the_word_unknown(olist: CommandLine) -> None:
    split = olist.values("lead_to_opportunity_rate", "--by", "source")
    assert {one["dimensions"]["source"]: (one["numerator"], one["denominator"]) for one in split} == BY_ORIGIN


def test_the_funnel_within_ninety_days(olist: CommandLine) -> None:
    (group,) = olist("funnel", "--window", "90d", "--json").json
    stages = {stage["name"]: stage for stage in group["stages"]}
    assert stages["Lead"]["reached"] == 8000
    assert stages["Won"]["reached"] == 691
    assert stages["Won"]["cumulative_rate"] == pytest.approx(691 / 8000)
    for missing in ("Visit", "Qualified", "Demo"):
        assert stages[missing]["reached"] is None
        assert stages[missing]["reason"]


def test_cohorts_from_before_the_first_recorded_win_say_so(olist: CommandLine) -> None:
    months = olist.values("lead_to_opportunity_rate", "--grain", "month")
    fired = {one["period"] for one in months if "outcomes_unrecorded" in {g["code"] for g in one["guardrails"]}}
    assert fired == {f"2017-{month:02d}" for month in range(6, 12)}
