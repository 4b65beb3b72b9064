# ruff: noqa: E501 - exports have long lines
"""Exports laid out as CRMs and other tools write them are recognised, whatever the file is called."""

from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, suggested

HUBSPOT_DEALS = """\
Record ID,Deal Name,Deal Stage,Close Date,Amount,Deal owner,Create Date,Pipeline,Deal Type,Closed Lost Reason
101,Acme - Big,Closed Won,2024-03-15 10:00,1200.50,Ann Lee,2024-01-02 09:30,Sales Pipeline,New Business,
102,Beta,Appointment Scheduled,2024-09-01 00:00,900,Bob Ray,2024-02-02 09:30,Sales Pipeline,Existing Business,
103,Gamma,Closed Lost,2024-04-15 10:00,,Ann Lee,2024-01-12 09:30,Sales Pipeline,New Business,Too expensive
"""
SALESFORCE_REPORT = """\
"Opportunity ID","Opportunity Name","Stage","Close Date","Amount","Owner","Created Date","Lead Source","Account Name","Fiscal Period"
"0061","Acme deal","Closed Won","3/15/2024","USD 1,200.00","Ann Lee","1/2/2024","Web","Acme","Q1-2024"
"0062","Beta deal","Negotiation/Review","9/30/2024","USD 15,000.00","Bob Ray","2/20/2024","Partner","Beta","Q3-2024"
"0063","Gamma deal","Closed Lost","4/25/2024","USD 700.00","Ann Lee","1/12/2024","Web","Gamma","Q2-2024"
"""
PIPEDRIVE_DEALS = """\
Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Expected close date,Deal - Owner,Deal - Lost reason
1,Acme deal,1200,EUR,Acme,Proposal Made,Won,2024-01-02 09:30:00,2024-03-01 10:00:00,,2024-03-05,Ann Lee,
2,Beta deal,900,EUR,Beta,Negotiations Started,Open,2024-01-05 09:30:00,,,2024-08-05,Bob Ray,
3,Gamma deal,100,EUR,Gamma,Demo Scheduled,Lost,2024-01-08 09:30:00,,2024-02-01 10:00:00,2024-03-05,Ann Lee,Price
"""
ZOHO_DEALS = """\
Record Id,Deal Name,Deal Owner,Amount,Closing Date,Stage,Account Name,Lead Source,Type,Created Time,Reason For Loss
zcrm_1,Acme,Ann Lee,1200,2024-03-15,Closed Won,Acme,Web,New Business,2024-01-02T10:00:00+02:00,
zcrm_2,Beta,Bob Ray,900,2024-09-15,Qualification,Beta,Web,Existing Business,2024-02-02T10:00:00+02:00,
"""


def test_hubspot_deals(tmp_path: Path) -> None:
    file = suggested(tmp_path, export=HUBSPOT_DEALS)["export"]
    assert main(file) == (
        "deals",
        {
            "deal_id": "Record ID",
            "name": "Deal Name",
            "owner_id": "Deal owner",
            "pipeline": "Pipeline",
            "deal_type": "Deal Type",
            "amount": "Amount",
            "created_at": "Create Date",
            "closed_at": "Close Date",
            "outcome": "Deal Stage",
            "lost_reason": "Closed Lost Reason",
            "stage": "Deal Stage",
        },
    )
    assert file.main is not None
    assert file.main.columns["outcome"].values == {
        "Closed Won": "won",
        "Closed Lost": "lost",
        "Appointment Scheduled": "open",
    }
    assert file.main.columns["deal_type"].values == {"New Business": "new", "Existing Business": "expansion"}


def test_salesforce_report(tmp_path: Path) -> None:
    table, columns = main(suggested(tmp_path, report1700000000=SALESFORCE_REPORT)["report1700000000"])
    assert table == "deals"
    assert columns == {
        "deal_id": "Opportunity ID",
        "name": "Opportunity Name",
        "account_id": "Account Name",
        "owner_id": "Owner",
        "source": "Lead Source",
        "amount": "Amount",
        "created_at": "Created Date",
        "closed_at": "Close Date",
        "outcome": "Stage",
        "stage": "Stage",
    }


def test_pipedrive_deals_close_when_they_were_won_or_lost(tmp_path: Path) -> None:
    table, columns = main(suggested(tmp_path, export=PIPEDRIVE_DEALS)["export"])
    assert table == "deals"
    assert columns["closed_at"] == '{coalesce("Deal - Won time", "Deal - Lost time")}'
    assert columns["expected_close_on"] == "Deal - Expected close date"
    assert (columns["outcome"], columns["stage"]) == ("Deal - Status", "Deal - Stage")
    assert (columns["amount"], columns["currency"]) == ("Deal - Value", "Deal - Currency of Value")
    assert (columns["created_at"], columns["account_id"]) == ("Deal - Deal created", "Deal - Organization")


def test_zoho_deals(tmp_path: Path) -> None:
    table, columns = main(suggested(tmp_path, export=ZOHO_DEALS)["export"])
    assert table == "deals"
    assert (columns["deal_id"], columns["closed_at"], columns["created_at"]) == (
        "Record Id",
        "Closing Date",
        "Created Time",
    )
    assert columns["lost_reason"] == "Reason For Loss"


def test_flags_by_yes_or_no_tell_the_outcome(tmp_path: Path) -> None:
    text = "Id,Name,StageName,Amount,IsWon,IsClosed,CloseDate,CreatedDate\n"
    text += "1,A,Signed,10,true,true,2024-01-02,2023-01-01\n2,B,Gone,10,false,true,2024-01-03,2023-01-01\n"
    table, columns = main(suggested(tmp_path, export=text)["export"])
    assert table == "deals"
    assert columns["outcome"] == "{CASE WHEN \"IsWon\" THEN 'won' WHEN \"IsClosed\" THEN 'lost' ELSE 'open' END}"


@pytest.mark.parametrize(
    ("table", "wanted", "text"),
    [
        (
            "leads",
            {"lead_id": "Lead ID", "created_at": "Create Date", "source": "Lead Source", "owner_id": "Lead Owner"},
            "Lead ID,First Name,Last Name,Company,Lead Source,Lead Status,Lead Owner,Create Date,Email\n"
            "L1,Jo,Fox,Acme,Web,Open,Ann Lee,1/2/2024,jo@acme.com\nL2,Al,Bird,Beta,Fair,Qualified,Bob Ray,1/13/2024,al@b.com\n",
        ),
        (
            "activities",
            {"kind": "Type", "at": "Due date", "rep_id": "Assigned to user", "deal_id": "Deal", "held": "Done"},
            "Activity ID,Type,Subject,Due date,Assigned to user,Deal,Organization,Done\n"
            "1,Call,Intro,2024-01-05,Ann Lee,Acme deal,Acme,Done\n2,Meeting,Demo,2024-01-06,Bob Ray,Beta deal,Beta,To do\n",
        ),
        (
            "deal_stages",
            {"deal_id": "Opportunity ID", "stage": "To Stage", "entered_at": "Last Modified", "amount": "Amount"},
            "Opportunity ID,Opportunity Name,From Stage,To Stage,Last Modified,Amount\n"
            "1,Acme deal,Prospecting,Qualification,1/10/2024,1000\n1,Acme deal,Qualification,Closed Won,1/20/2024,1200\n"
            "2,Beta deal,Prospecting,Qualification,3/1/2024,15000\n",
        ),
        (
            "subscriptions",
            {"subscription_id": "id", "account_id": "Customer ID", "started_on": "Start Date (UTC)", "mrr": "MRR"},
            "id,Customer ID,Plan,Status,Start Date (UTC),Canceled At (UTC),MRR,Currency\n"
            "sub_1,cus_1,Pro,active,2023-01-01,,49.00,usd\nsub_2,cus_2,Basic,canceled,2023-02-01,2023-09-01,19.00,usd\n",
        ),
        (
            "spend",
            {"on": "Day", "source": "Channel", "campaign": "Campaign name", "amount": "Amount spent (USD)", "category": "=marketing"},
            "Day,Channel,Campaign name,Amount spent (USD),Impressions\n2024-01-01,Facebook,Winter,120.50,1000\n",
        ),
        (
            "visits",
            {"at": "Date", "source": "Session source / medium", "page": "Landing page", "count": "Sessions"},
            "Date,Session source / medium,Landing page,Sessions\n2024-01-01,google / organic,/home,120\n",
        ),
        (
            "contacts",
            {"contact_id": "Contact ID", "email": "Email", "role": "Job Title", "account_id": "Company name"},
            "Contact ID,First Name,Last Name,Email,Company name,Job Title\n1,Jo,Fox,jo@a.com,Acme,CEO\n2,Al,Bird,al@b.com,Beta,CTO\n",
        ),
        (
            "orders",
            {"order_id": "Order Number", "account_id": "Customer", "ordered_at": "Order Date", "revenue": "Total", "cost": "Cost"},
            "Order Number,Customer,Order Date,Total,Cost\n1001,Acme,2024-01-01,100.5,60\n1002,Beta,2024-01-03,200.5,80\n",
        ),
        (
            "accounts",
            {"account_id": "Record ID", "name": "Company name", "domain": "Company Domain Name", "country": "Country/Region"},
            "Record ID,Company name,Company Domain Name,Industry,Number of Employees,Country/Region\n1,Acme,acme.com,Software,50,US\n",
        ),
        (
            "deal_lines",
            {"deal_id": "Deal ID", "product_id": "Product Name", "quantity": "Quantity", "unit_price": "Unit Price"},
            "Line Item ID,Deal ID,Product Name,Quantity,Unit Price\n1,101,Pro,2,600\n2,103,Basic,1,900\n",
        ),
        (
            "tickets",
            {"ticket_id": "Case Number", "kind": "Type", "opened_at": "Opened Date", "resolved_at": "Closed Date"},
            "Case Number,Account Name,Type,Opened Date,Closed Date\n1,Acme,Complaint,2024-01-01,2024-01-03\n2,B,Question,2024-01-02,\n",
        ),
        ("rates", {"currency": "Currency", "on": "Date", "rate": "Exchange Rate"}, "Currency,Date,Exchange Rate\nEUR,2024-01-01,1.1\n"),
        (
            "targets",
            {"kpi": "Metric", "scope": "Owner", "period": "Period", "amount": "Quota"},
            "Metric,Owner,Period,Quota\nrevenue,Ann Lee,2024-Q1,100000\nrevenue,Bob Ray,2024-Q1,90000\n",
        ),
        (
            "surveys",
            {"response_id": "Response ID", "at": "Date", "score": "NPS Score", "kind": "=nps"},
            "Response ID,Date,Customer,NPS Score\n1,2024-01-01,Acme,9\n2,2024-01-02,Beta,3\n",
        ),
    ],
)  # fmt: skip
def test_other_tables_under_a_name_that_says_nothing(
    tmp_path: Path, table: str, wanted: dict[str, str], text: str
) -> None:
    found, columns = main(suggested(tmp_path, export_7=text)["export_7"])
    assert found == table
    assert wanted.items() <= columns.items()


def test_the_only_date_of_a_lead_is_when_it_came(tmp_path: Path) -> None:
    text = "Lead ID,Email,Lead Source,Geburt\n1,a@x.com,Web,2024-01-02\n2,b@x.com,Fair,2024-01-03\n"
    assert main(suggested(tmp_path, export=text)["export"])[1]["created_at"] == "Geburt"


@pytest.mark.parametrize(
    "text",
    [
        "Table,Field,Description\ndeals,id,the key\n",
        "a,b\n1,2\n",
        "id,name\n1,x\n2,y\n",
        "city,population\nX,1000\nY,2000\n",
    ],
)
def test_what_is_no_table_of_ours_is_left_alone_with_the_reason(tmp_path: Path, text: str) -> None:
    file = suggested(tmp_path, export=text)["export"]
    assert file.tables == ()
    assert file.reason is not None
    assert file.reason.code == "no_table_of_ours"


def test_words_for_won_and_lost_tell_the_outcome_under_any_header(tmp_path: Path) -> None:
    rows = "1,A,Signing,Won,100,2024-01-02\n2,B,Signing,Lost,200,2024-01-03\n3,C,Calling,Running,300,2024-01-04\n"
    text = f"Deal ID,Name,Stage,How it went,Amount,Created\n{rows}"
    (table,) = [one for one in suggested(tmp_path, deals=text)["deals"].tables if one.table == "deals"]
    assert table.columns["outcome"].header == "How it went"
    assert table.columns["outcome"].values == {"Won": "won", "Lost": "lost", "Running": "open"}


def test_of_two_closing_dates_the_one_that_open_deals_lack_is_the_event(tmp_path: Path) -> None:
    rows = "1,Closed Won,2024-03-01,2024-03-05\n2,Calling,2024-09-01,\n3,Closed Lost,2024-03-07,2024-03-02\n"
    text = f"Deal ID,Stage,Close Date,Closed Date\n{rows}"
    (table,) = [one for one in suggested(tmp_path, deals=text)["deals"].tables if one.table == "deals"]
    assert table.columns["closed_at"].header == "Closed Date"
    assert table.columns["expected_close_on"].header == "Close Date"
