# ruff: noqa: E501 - a file to a line
"""A folder of related files in one command: which are tables of ours, which aren't, and how they join."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

from tests.intake.company import Company

# Name, the table it is (None: none of ours), and its content.
FILES: tuple[tuple[str, str | None, str], ...] = (
    ("people/users.csv", "reps", "User ID,Full Name,Email,Team\nU1,Ann Lee,ann@x.com,East\nU2,Bob Ray,bob@x.com,West\n"),
    ("people/quota.csv", "targets", "KPI,Owner,Month,Quota\nrevenue,Ann Lee,2024-01,10000\nrevenue,Bob Ray,2024-01,9000\n"),
    ("companies.csv", "accounts", "Company ID,Company Name,Industry,Country\nC1,Acme,Steel,DE\nC2,Beta,Food,FR\n"),
    ("contacts.csv", "contacts", "Contact ID,First Name,Last Name,Company,Job Title\nP1,Jo,Fox,Acme,CEO\nP2,Al,Bird,Beta,CFO\n"),
    ("leads.csv", "leads", "Lead ID,Created,Source,Owner,Company\nL1,2024-01-02,Web,U1,Acme\nL2,2024-01-20,Fair,U2,Beta\n"),
    (
        "deals.csv",
        "deals",
        "Deal ID,Deal Name,Company,Owner,Lead ID,Amount,Stage,Created,Close Date\n"
        "D1,Alpha,C1,U1,L1,100,Won,2024-01-05,2024-02-13\nD2,Gamma,C2,U2,L2,70,Lost,2024-01-25,2024-02-20\n",
    ),
    (
        "deal_stage_history.csv",
        "deal_stages",
        "Deal ID,From Stage,To Stage,Changed At\nD1,,Demo,2024-01-15 10:00\nD1,Demo,Proposal,2024-01-20 10:00\n"
        "D2,,Demo,2024-01-28 10:00\n",
    ),
    ("deal_products.csv", "deal_lines", "Deal ID,Product,Quantity,Unit Price\nD1,GTX,2,50\nD2,GTX,1,70\n"),
    ("products.csv", "products", "SKU,Product,Category,Price\nS1,GTX,A,50\nS2,MG,B,70\n"),
    ("calls.csv", "activities", "Call ID,Date,Rep,Lead ID,Duration,Direction\nK1,2024-01-03 09:00,Ann Lee,L1,5,Outbound\n"),
    ("invoices.csv", "orders", "Invoice No,Customer,Invoice Date,Total\nI1,Acme,2024-03-01,500\nI2,Beta,2024-03-15,50\n"),
    (
        "subscriptions.csv",
        "subscriptions",
        "Subscription ID,Customer,Plan,Start Date,End Date,Monthly Amount\nB1,Acme,Pro,2024-02-15,,99\n",
    ),
    ("marketing_spend.csv", "spend", "Month,Channel,Campaign,Spend\n2024-01,Web,Brand,1000\n2024-02,Fair,Expo,2000\n"),
    ("web_traffic.csv", "visits", "Date,Page,Sessions,Source\n2024-01-13,/pricing,40,Web\n2024-01-14,/pricing,42,Web\n"),
    ("nps.csv", "surveys", "Response ID,Answered At,Customer,Score\nN1,2024-01-13,Acme,9\nN2,2024-01-14,Beta,3\n"),
    ("support_tickets.csv", "tickets", "Ticket ID,Customer,Type,Opened,Resolved\nT1,Acme,Complaint,2024-01-13,2024-01-15\n"),
    ("fx.csv", "rates", "Currency,Date,Rate\nEUR,2024-01-01,1.1\n"),
    ("forecast.csv", "forecasts", "Forecast Date,Month,Owner,Amount\n2024-01-15,2024-02,Ann Lee,5000\n"),
    ("holidays.csv", "notes", "Date,Event\n2024-01-01,New Year\n2024-05-15,Expo\n"),
    ("office_plants.csv", None, "Plant,Room,Watered by,Height cm\nFicus,A1,Ann,120\nFern,B2,Bob,40\n"),
    ("README.txt", None, "These are our exports.\nAsk Ann.\n"),
)  # fmt: skip


def test_a_folder_of_twenty_related_files_is_taken_in_one_command(company: Company) -> None:
    folder = company.folder / "export"
    for name, _, content in (*FILES, (".cache/deals.csv", None, "Deal ID,Amount\nD9,9\n")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(content), "utf-8")
    report = company.import_paths(None, folder)
    found = {str(Path(file.path).relative_to(folder)): file.table for file in report.files}
    assert found == {name: table for name, table, _ in FILES}
    assert company.rows("deals", "deal_id", "account_id", "owner_id", "lead_id") == [
        ("D1", "C1", "U1", "L1"),
        ("D2", "C2", "U2", "L2"),
    ]
    assert company.rows("contacts", "name", "account_id") == [("Al Bird", "C2"), ("Jo Fox", "C1")]
    assert company.rows("deal_lines", "deal_id", "product_id") == [("D1", "S1"), ("D2", "S1")]
    assert company.rows("activities", "rep_id", "lead_id") == [("U1", "L1")]
    assert company.rows("orders", "account_id") == [("C1",), ("C2",)]
    assert company.rows("tickets", "account_id") == [("C1",)]


GERMAN: tuple[tuple[str, str, str], ...] = (
    (
        "alle-deals.csv",
        "deals",
        "Datensatz-ID;Dealname;Dealphase;Abschlussdatum;Zuständiger Mitarbeiter;Betrag;Erstellungsdatum;Zugeordnetes Unternehmen\n"
        "5001;Halle;Abgeschlossen und gewonnen;13.02.2024;Ann Lee;1.250,50;05.01.2024 09:30;Nord AG\n"
        "5002;Tor;Abgeschlossen und verloren;20.02.2024;Ann Lee;700,00;25.01.2024 10:00;Süd GmbH\n",
    ),
    (
        "alle-unternehmen.csv",
        "accounts",
        "Datensatz-ID;Unternehmensname;Domain-Name des Unternehmens;Branche;Land/Region;Anzahl der Mitarbeiter\n"
        "901;Nord AG;nord.de;Bau;Deutschland;50\n902;Süd GmbH;sued.at;Handel;Österreich;20\n",
    ),
    (
        "alle-kontakte.csv",
        "contacts",
        "Datensatz-ID;Vorname;Nachname;E-Mail;Telefonnummer;Zugeordnetes Unternehmen;Jobbezeichnung\n"
        "301;Kim;Fox;kim@nord.de;+49 30 1001;Nord AG;Einkauf\n",
    ),
    (
        "anrufe.csv",
        "activities",
        "Datensatz-ID;Aktivitätstyp;Aktivitätsdatum;Aktivität zugewiesen an;Anrufdauer;Zugeordneter Deal\n"
        "71;Anruf;12.01.2024 11:00;Ann Lee;12;Halle\n72;Anruf;26.01.2024 15:00;Ann Lee;5;Tor\n",
    ),
    (
        "dealphasen-verlauf.csv",
        "deal_stages",
        "Deal-ID;Dealname;Neue Phase;Geändert am;Geändert von\n"
        "5001;Halle;Termin vereinbart;05.01.2024 09:30;Ann Lee\n5001;Halle;Abgeschlossen und gewonnen;13.02.2024 12:00;Ann Lee\n",
    ),
)


def bring_each_as_what_it_is(company: Company, files: Sequence[tuple[str, str | None, str]]) -> None:
    """Import a folder of ``files``: name, the table that it has to be taken for (None: none), content."""
    folder = company.folder / "export"
    folder.mkdir()
    for name, _, content in files:
        (folder / name).write_text(content, "utf-8")
    report = company.import_paths(None, folder)
    assert {Path(file.path).name: file.table for file in report.files} == {name: table for name, table, _ in files}


def test_a_folder_of_a_crm_set_to_german_joins_as_well(company: Company) -> None:
    bring_each_as_what_it_is(company, GERMAN)
    assert company.rows("deals", "deal_id", "account_id", "outcome") == [
        ("5001", "901", "won"),
        ("5002", "902", "lost"),
    ]
    assert [float(amount) for amount in company.column("deals", "amount")] == [1250.5, 700.0]
    assert company.rows("contacts", "contact_id", "name", "account_id", "role") == [
        ("301", "Kim Fox", "901", "Einkauf")
    ]
    assert company.rows("activities", "kind", "deal_id", "minutes") == [("call", "5001", 12), ("call", "5002", 5)]
    assert company.rows("deal_stages", "deal_id", "stage") == [
        ("5001", "Abgeschlossen und gewonnen"),
        ("5001", "Termin vereinbart"),
    ]


REFERRING: tuple[tuple[str, str | None, str], ...] = (
    ("opportunities.csv", "deals", "Opportunity ID,Opportunity Name,Account ID,Owner ID,Stage,Amount,Close Date,Created Date\n006A,Alpha,001A,005A,Closed Won,1000,2024-03-10,2024-01-05\n006B,Beta,001B,005B,Closed Lost,500,2024-03-12,2024-01-09\n"),
    ("quotes.csv", None, "Quote ID,Quote Number,Quote Name,Opportunity ID,Status,Grand Total,Created Date\n0Q0A,Q-001,Alpha quote,006A,Accepted,900,2024-02-01\n0Q0B,Q-002,Beta quote,006B,Rejected,400,2024-02-05\n"),
    ("contacts.csv", "contacts", "Contact ID,First Name,Last Name,Account Name,Title,Email\n003A,Jo,Fox,Acme,CEO,jo@acme.com\n003B,Al,Bird,Bolt,Buyer,al@bolt.com\n"),
    ("opportunity_contact_roles.csv", None, "Contact Role ID,Opportunity ID,Contact ID,Role,Is Primary\n00KA,006A,003A,Decision Maker,1\n00KB,006B,003B,Influencer,1\n"),
    ("leads.csv", "leads", "Lead ID,Company,Lead Source,Create Date,Lead Owner\n00QA,Acme,Web,2024-01-01,Ann Lee\n00QB,Bolt,Partner,2024-01-03,Bob Ray\n"),
    ("campaign_members.csv", None, "Campaign Member ID,Campaign ID,Lead ID,Member Status,First Responded Date\n00vA,701A,00QA,Responded,2024-01-02\n00vB,701B,00QB,Sent,2024-01-04\n"),
    ("products.csv", "products", "Product ID,Product Name,Product Code,Product Family\n01tA,Gizmo,GZ-1,Hardware\n01tB,Widget,WD-1,Software\n"),
    ("price_book_entries.csv", None, "Price Book Entry ID,Price Book Name,Product Name,List Price\n01uA,Standard,Gizmo,550\n01uB,Standard,Widget,260\n"),
    ("cases.csv", "tickets", "Case Number,Account Name,Type,Date/Time Opened,Date/Time Closed,Status\nC-100,Acme,Problem,2024-03-20 10:00,2024-03-21 09:00,Closed\nC-101,Bolt,Question,2024-04-20 10:00,,New\n"),
    ("emails.csv", "activities", "Email ID,From,To,Subject,Sent At,Direction,Opportunity ID\n02sA,ann@x.com,jo@acme.com,Offer,2024-01-15 09:00,Outbound,006A\n02sB,jo@acme.com,ann@x.com,Re,2024-01-16 10:00,Inbound,006A\n"),
)  # fmt: skip


def test_rows_with_a_key_of_their_own_are_not_taken_for_those_they_refer_to(company: Company) -> None:
    """A quote is no deal, a role no contact, a member of a campaign no lead, a price no product, and a case none."""
    bring_each_as_what_it_is(company, REFERRING)
    assert company.rows("deals", "deal_id", "amount", "outcome") == [("006A", 1000, "won"), ("006B", 500, "lost")]
    assert company.column("contacts", "name") == ["Al Bird", "Jo Fox"]
    assert company.rows("activities", "kind", "deal_id", "outbound") == [
        ("email", "006A", False),
        ("email", "006A", True),
    ]
