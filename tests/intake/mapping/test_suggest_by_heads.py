# ruff: noqa: E501 - exports have long lines
"""Columns and tables that no known header names as a whole: the word that says what it is, and what stands beside it."""

from pathlib import Path

from tests.intake.mapping.suggested import main, suggested

DEALS = "Deal ID,{header},Deal Name,Stage,Amount,Created Date\nD1,Acme,Big,Won,5,2024-01-02\nD2,Beta,Small,Lost,7,2024-01-03\n"


def account_of(folder: Path, header: str) -> str | None:
    table, columns = main(suggested(folder, export=DEALS.format(header=header))["export"])
    assert table == "deals"
    return columns.get("account_id")


def test_a_header_is_known_by_what_it_speaks_of(tmp_path: Path) -> None:
    assert account_of(tmp_path, "Invoicing customer name") == "Invoicing customer name"
    assert account_of(tmp_path, "Cliente final del acuerdo") == "Cliente final del acuerdo"
    assert account_of(tmp_path, "最终客户名称") == "最终客户名称"
    assert account_of(tmp_path, "ลูกค้าปลายทาง") == "ลูกค้าปลายทาง"


def test_what_stands_beside_it_may_make_it_something_else(tmp_path: Path) -> None:
    assert account_of(tmp_path, "Parent account of it") is None
    assert account_of(tmp_path, "Referring customer") is None
    assert account_of(tmp_path, "上级客户") is None


def test_a_table_s_noun_may_be_said_twice(tmp_path: Path) -> None:
    text = (
        "Deal - Deal ID,Deal - Deal Stage,Deal - Value,Deal - Deal created\n1,Won,5,2024-01-02\n2,Lost,7,2024-01-03\n"
    )
    assert main(suggested(tmp_path, export=text)["export"]) == (
        "deals",
        {
            "deal_id": "Deal - Deal ID",
            "amount": "Deal - Value",
            "created_at": "Deal - Deal created",
            "outcome": "Deal - Deal Stage",
            "stage": "Deal - Deal Stage",
        },
    )


def test_a_history_of_stages_is_told_from_deals(tmp_path: Path) -> None:
    text = "Opportunity Owner,Opportunity Name,Edited By,From Stage,To Stage,Last Modified Date,Amount,Close Date\nAnn,Opp 1,Bo,Prospecting,Proposal,1/15/2024,100,12/31/2024\nAnn,Opp 2,Bo,Proposal,Closed Won,1/16/2024,100,12/31/2024\n"
    table, columns = main(suggested(tmp_path, report=text)["report"])
    assert table == "deal_stages"
    assert (columns["deal_id"], columns["stage"], columns["entered_at"]) == (
        "Opportunity Name",
        "To Stage",
        "Last Modified Date",
    )


def test_a_row_s_own_key_is_no_reference(tmp_path: Path) -> None:
    text = "ID,OPPORTUNITYID,CREATEDBYID,CREATEDDATE,STAGENAME,AMOUNT,ISDELETED\n0081,0061,0051,2024-01-02T10:00:00.000Z,Proposal,5,false\n0082,0061,0051,2024-01-03T10:00:00.000Z,Closed Won,5,false\n"
    assert main(suggested(tmp_path, OpportunityHistory=text)["OpportunityHistory"])[1]["deal_id"] == "OPPORTUNITYID"


def test_spend_is_known_by_clicks_and_impressions(tmp_path: Path) -> None:
    google = 'Campaign report\n"January 1, 2024 - January 2, 2024"\nCampaign,Day,Currency code,Impr.,Clicks,CTR,Avg. CPC,Cost\nBrand,2024-01-01,USD,"1,234",50,4.05%,1.20,60.50\nGeneric,2024-01-02,USD,"2,234",51,4.15%,1.10,70.50\n'
    table, columns = main(suggested(tmp_path, report=google)["report"])
    assert (table, columns["on"], columns["campaign"], columns["amount"]) == ("spend", "Day", "Campaign", "Cost")
    salesforce = "ID,NAME,TYPE,STATUS,STARTDATE,ENDDATE,EXPECTEDREVENUE,BUDGETEDCOST,ACTUALCOST,NUMBERSENT\n7011,Fair,Event,Completed,2024-01-01,2024-01-05,1000,500,400,100\n7012,Mail,Email,Completed,2024-02-01,2024-02-05,1000,500,410,100\n"
    table, columns = main(suggested(tmp_path, Campaign=salesforce)["Campaign"])
    assert (table, columns["on"], columns["amount"]) == ("spend", "STARTDATE", "ACTUALCOST")


def test_a_survey_s_question_is_its_score(tmp_path: Path) -> None:
    text = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,How likely is it that you would recommend us to a friend?\n1,40,01/15/2024 10:00:00 AM,01/15/2024 10:05:00 AM,1.2.3.4,a@x.com,9\n2,40,01/16/2024 10:00:00 AM,01/16/2024 10:05:00 AM,1.2.3.4,b@x.com,3\n"
    table, columns = main(suggested(tmp_path, answers=text)["answers"])
    assert (table, columns["score"], columns["at"]) == (
        "surveys",
        "How likely is it that you would recommend us to a friend?",
        "End Date",
    )


def test_headers_with_a_table_s_plural_before_them(tmp_path: Path) -> None:
    text = "subscriptions.id,customers.id,subscriptions.plan_id,subscriptions.mrr,subscriptions.started_at,subscriptions.cancelled_at\ns1,c1,pro,49,2024-01-02,2024-05-02\ns2,c2,pro,49,2024-01-03,\n"
    table, columns = main(suggested(tmp_path, export=text)["export"])
    assert (table, columns["plan"], columns["started_on"], columns["ended_on"]) == (
        "subscriptions",
        "subscriptions.plan_id",
        "subscriptions.started_at",
        "subscriptions.cancelled_at",
    )


def test_quotas_without_a_kpi_are_of_revenue(tmp_path: Path) -> None:
    table, columns = main(
        suggested(tmp_path, Quotas="Sales Rep,Quarter,Quota\nAnn,2024-Q1,5000\nBob,2024-Q1,6000\n")["Quotas"]
    )
    assert (table, columns["kpi"], columns["amount"]) == ("targets", "=revenue", "Quota")


def test_an_amount_as_people_see_it_is_taken_before_one_in_cents(tmp_path: Path) -> None:
    text = 'id,lead_name,value,value_formatted,status_type,date_created\no1,Acme,262925,"$2,629.25",won,2024-01-02\no2,Beta,100000,"$1,000.00",lost,2024-01-03\n'
    assert main(suggested(tmp_path, opportunities=text)["opportunities"])[1]["amount"] == "value_formatted"
