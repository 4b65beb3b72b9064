# ruff: noqa: E501 - exports have long lines
"""A warehouse's copies of HubSpot and Salesforce: which tables are ours, how they relate, and no row twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.intake.company import Company, codes


@pytest.mark.shared
def test_fivetrans_layouts_give_a_model_without_loading_engine_specific_copies_twice(
    shared: Path, company: Company
) -> None:
    """Row counts as in the seeds' REFERENCE.md. All ten opportunities of Salesforce are deleted there; so are nine of its
    accounts; of HubSpot nothing is."""
    report = company.import_paths(None, shared / "crm_api")
    by_name = {Path(file.path).name: file for file in report.files}
    assert len(company.rows("deals", "deal_id")) == 44
    assert len(company.rows("deal_stages", "deal_id")) == 14
    assert len(company.rows("accounts", "account_id")) == 24 + 1
    assert len(company.rows("contacts", "contact_id")) == 22 + 4
    assert len(company.rows("reps", "rep_id")) == 100 + 10
    assert len(company.rows("tickets", "ticket_id")) == 25
    kinds = Counter(company.column("activities", "kind"))
    assert (kinds["meeting"], kinds["call"], kinds["email"]) == (100 + 10, 1, 1 + 0)
    for copy in ("company_data_postgres.csv", "company_data_snowflake.csv", "company_data_databricks.csv"):
        assert (by_name[copy].table, by_name[copy].quarantined) == (None, 24)
        assert "copy of company_data.csv" in str(by_name[copy].findings[-1].message)
    assert codes(by_name["sf_opportunity_data.csv"])["not_selected"] == 10
    assert by_name["email_event_data.csv"].table is None


DEALS = """
    deal_id,deal_pipeline_id,deal_pipeline_stage_id,owner_id,is_deleted,property_dealname,property_amount,property_createdate,property_closedate
    1,p1,s1,7,false,Alpha,100,2024-01-02 10:00:00,2024-02-01 10:00:00
    2,p1,s2,8,false,Beta,200,2024-01-03 10:00:00,2024-02-02 10:00:00
    3,p1,s3,8,false,Gamma,300,2024-01-04 10:00:00,
    4,p1,s3,8,true,Delta,400,2024-01-05 10:00:00,
"""
STAGES = """
    stage_id,label,pipeline_id,closed_won,is_closed,probability,_fivetran_synced
    s1,Signed,p1,true,true,1.0,2024-03-01
    s2,Gone,p1,false,true,0.0,2024-03-01
    s3,Talking,p1,false,false,0.4,2024-03-01
"""
PIPELINES = "pipeline_id,label,_fivetran_synced\np1,New business,2024-03-01\np2,Renewals,2024-03-01\n"
OWNERS = "owner_id,email,first_name,last_name\n7,ann@acme.com,Ann,Lee\n8,bob@acme.com,Bob,Ray\n"
COMPANIES = "id,property_name,property_industry\n70,Acme,Steel\n71,Beta Inc,Food\n"
DEAL_COMPANY = "deal_id,company_id,type_id,category\n1,70,5,X\n2,71,5,X\n9,71,5,X\n"


def test_stages_get_their_names_and_outcomes_from_their_list_and_relations_complete_deals(company: Company) -> None:
    """Deal 4 is deleted; the relation of a deal 9 that isn't there makes none."""
    report = company.bring(
        None,
        deal=DEALS,
        deal_pipeline_stage=STAGES,
        deal_pipeline=PIPELINES,
        owner=OWNERS,
        company=COMPANIES,
        deal_company=DEAL_COMPANY,
    )
    assert company.rows("deals", "deal_id", "outcome", "stage", "pipeline", "account_id", "owner_id") == [
        ("1", "won", "Signed", "New business", "70", "7"),
        ("2", "lost", "Gone", "New business", "71", "8"),
        ("3", "open", "Talking", "New business", None, "8"),
    ]
    assert company.rows("reps", "rep_id", "name") == [("7", "Ann Lee"), ("8", "Bob Ray")]
    assert codes(report.files[-1]) == {"orphan_reference": 1}
    assert report.files[0].quarantined == 1


def test_a_relation_that_comes_later_completes_what_stands(company: Company) -> None:
    company.bring(None, deal=DEALS, deal_pipeline_stage=STAGES, owner=OWNERS, company=COMPANIES)
    company.bring(None, deal_company=DEAL_COMPANY)
    assert company.rows("deals", "deal_id", "account_id") == [("1", "70"), ("2", "71"), ("3", None)]


def test_the_same_export_twice_in_one_folder_is_loaded_once(company: Company) -> None:
    text = "Deal ID,Stage,Amount,Created\n1,Closed Won,5,2024-01-02\n2,Closed Lost,5,2024-01-03\n"
    files: dict[str, Any] = {"deals": text, "deals (1)": text}
    report = company.bring(None, **files)
    assert [file.table for file in report.files] == ["deals", None]
    assert len(company.rows("deals", "deal_id")) == 2
