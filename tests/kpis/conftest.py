"""The real data as canonical tables, loaded without intake."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.small_facts import facts


def _arrow(sql: str) -> pa.Table:
    return duckdb.connect().sql(sql).to_arrow_table()


@pytest.fixture(scope="session")
def maven(shared: Path) -> Facts:
    """maven_crm: the manager is the team, the regional office the region, GTXPro is GTX Pro."""
    folder = shared / "maven_crm"

    def read(sql: str) -> pa.Table:
        return _arrow(sql.replace("{", f"read_csv('{folder}/").replace("}", ".csv', all_varchar=true)"))

    return facts(
        "2017-12-31",
        teams=read("select distinct manager as team_id, manager as name from {sales_teams}"),
        reps=read(
            "select sales_agent as rep_id, sales_agent as name, manager as team_id, regional_office as region "
            "from {sales_teams}"
        ),
        accounts=read(
            "select account as account_id, account as name, sector as industry, office_location as country "
            "from {accounts}"
        ),
        products=read("select product as product_id, product as name from {products}"),
        deals=read(
            """select opportunity_id as deal_id, sales_agent as owner_id, account as account_id, close_value as amount,
            case product when 'GTXPro' then 'GTX Pro' else product end as product_id,
            engage_date as created_at, close_date as closed_at,
            case deal_stage when 'Won' then 'won' when 'Lost' then 'lost' else 'open' end as outcome,
            deal_stage as stage from {sales_pipeline}"""
        ),
    )


@pytest.fixture(scope="session")
def mrr_playbook(shared: Path) -> Facts:
    path = shared / "mrr_playbook" / "data" / "subscription_periods.csv"
    rows = _arrow(
        f"""select subscription_id, customer_id as account_id, start_date as started_on, end_date as ended_on,
        monthly_amount as mrr from read_csv('{path}', all_varchar=true)"""
    )
    return facts("2020-02-01", Workspace(new_customer_by="subscriptions"), subscriptions=rows)
