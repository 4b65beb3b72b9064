"""The real data as canonical tables, loaded without intake."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from keyfunnel.kpis.facts import Facts
from tests.funnel.small_company import small_company
from tests.kpis.small_facts import facts


def read(sql: str) -> pa.Table:
    return duckdb.connect().execute(sql).to_arrow_table()


@pytest.fixture(scope="session")
def maven(shared: Path) -> Facts:
    """maven_crm: 8,800 deals without leads, of which 8,300 are dated."""
    deals = read(
        f"""select opportunity_id as deal_id, sales_agent as owner_id, product as product_id, close_value as amount,
        engage_date as created_at, close_date as closed_at,
        case deal_stage when 'Won' then 'won' when 'Lost' then 'lost' else 'open' end as outcome
        from read_csv('{shared}/maven_crm/sales_pipeline.csv', all_varchar = true)"""
    )
    return facts("2017-12-31", deals=deals)


@pytest.fixture(scope="session")
def olist(shared: Path) -> Facts:
    """8,000 leads, and 842 deals that came of them, with nothing known of a deal but when it was won."""
    folder = f"{shared}/olist"
    leads = read(
        f"""select mql_id as lead_id, first_contact_date as created_at, origin as source
        from read_csv('{folder}/olist_marketing_qualified_leads_dataset.csv', all_varchar = true)"""
    )
    deals = read(
        f"""select mql_id as deal_id, mql_id as lead_id, sr_id as owner_id, business_segment as segment,
        won_date as closed_at, 'won' as outcome
        from read_csv('{folder}/olist_closed_deals_dataset.csv', all_varchar = true)"""
    )
    return facts("2018-11-14 18:04:19", leads=leads, deals=deals)


@pytest.fixture(scope="session")
def company() -> Facts:
    return small_company()
