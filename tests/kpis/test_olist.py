"""Figures of the Olist marketing funnel: leads, and deals that were only recorded as won."""

from pathlib import Path

import duckdb
import pytest

from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import fraction, one, split
from tests.kpis.small_facts import facts

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def olist(shared: Path) -> Facts:
    con = duckdb.connect()
    leads = con.sql(
        f"""select mql_id as lead_id, first_contact_date as created_at, origin as source
        from read_csv('{shared}/olist/olist_marketing_qualified_leads_dataset.csv', all_varchar=true)"""
    )
    deals = con.sql(
        f"""select mql_id as deal_id, mql_id as lead_id, sr_id as owner_id, won_date as closed_at, 'won' as outcome
        from read_csv('{shared}/olist/olist_closed_deals_dataset.csv', all_varchar=true)"""
    )
    return facts("2018-11-14T18:04:19", leads=leads.to_arrow_table(), deals=deals.to_arrow_table())


def test_leads_that_became_deals(olist: Facts) -> None:
    found = one(olist, "lead_to_opportunity_rate")
    assert fraction(found) == (842, 8000)
    assert found.value == 0.10525


def test_by_origin_those_without_one_stay_apart_from_those_called_unknown(olist: Facts) -> None:
    rates = split(olist, "lead_to_opportunity_rate", "source")
    assert rates[None] == pytest.approx(14 / 60)
    assert rates["unknown"] == pytest.approx(179 / 1099)
    assert rates["organic_search"] == pytest.approx(271 / 2296)
    assert rates["social"] == pytest.approx(75 / 1350)


def test_a_lead_converts_to_won_where_no_stage_between_has_data(olist: Facts) -> None:
    """One was won before its first contact, and never afterwards: it entered the stages out of order."""
    assert fraction(one(olist, "stage_conversion", stage="Won")) == (841, 8000)
