"""Real files are recognised by suggestion alone."""

from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, sources, suggested_of

pytestmark = pytest.mark.shared


def test_maven_needs_no_hand(shared: Path) -> None:
    files = suggested_of([shared / "maven_crm"])

    assert main(files["sales_pipeline.csv"]) == (
        "deals",
        {
            "deal_id": "opportunity_id",
            "account_id": "account",
            "owner_id": "sales_agent",
            "product_id": "product",
            "amount": "close_value",
            "created_at": "engage_date",
            "closed_at": "close_date",
            "outcome": "deal_stage",
            "stage": "deal_stage",
        },
    )
    deals = files["sales_pipeline.csv"].main
    assert deals is not None
    assert deals.columns["outcome"].values == {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
    assert main(files["accounts.csv"]) == (
        "accounts",
        {
            "name": "account",
            "industry": "sector",
            "country": "office_location",
            "employees": "employees",
            "annual_revenue": "revenue",
            "parent_id": "subsidiary_of",
        },
    )
    assert main(files["products.csv"]) == (
        "products",
        {"name": "product", "family": "series", "list_price": "sales_price"},
    )
    assert files["data_dictionary.csv"].tables == ()
    assert "Table, Field, Description" in str(files["data_dictionary.csv"].reason)


def test_mavens_managers_make_teams_and_do_not_sell(shared: Path) -> None:
    reps, teams, managers = suggested_of([shared / "maven_crm"])["sales_teams.csv"].tables
    assert (reps.table, reps.distinct, sources(reps)) == (
        "reps",
        False,
        {"name": "sales_agent", "team_id": "manager", "manager_id": "manager", "region": "regional_office"},
    )
    assert (teams.table, teams.distinct, sources(teams)) == ("teams", True, {"name": "manager", "lead_id": "manager"})
    assert (managers.table, managers.distinct, sources(managers)) == (
        "reps",
        True,
        {"name": "manager", "sells": "=false"},
    )


def test_subscription_periods(shared: Path) -> None:
    files = suggested_of([shared / "mrr_playbook" / "data" / "subscription_periods.csv"])
    assert main(files["subscription_periods.csv"]) == (
        "subscriptions",
        {
            "subscription_id": "subscription_id",
            "account_id": "customer_id",
            "started_on": "start_date",
            "ended_on": "end_date",
            "mrr": "monthly_amount",
        },
    )


def test_olist_comes_close(shared: Path) -> None:
    files = suggested_of([shared / "olist"])
    assert main(files["olist_marketing_qualified_leads_dataset.csv"]) == (
        "leads",
        {
            "lead_id": "mql_id",
            "created_at": "first_contact_date",
            "source": "origin",
            "landing_page": "landing_page_id",
        },
    )
    table, columns = main(files["olist_closed_deals_dataset.csv"])
    assert table == "deals"
    wanted = {
        "deal_id": "mql_id",
        "lead_id": "mql_id",
        "account_id": "seller_id",
        "owner_id": "sr_id",
        "segment": "business_segment",
        "closed_at": "won_date",
        "outcome": "=won",
    }
    assert wanted.items() <= columns.items()
    assert files["olist_order_payments_dataset.csv"].tables == ()
    assert files["olist_sellers_dataset.csv"].tables == ()
