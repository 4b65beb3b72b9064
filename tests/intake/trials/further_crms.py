"""Exports of CRMs, in English and as their translations name the columns, that no list of words was made from."""

import datetime as dt
from decimal import Decimal

from tests.intake.trials.book import OWNERS
from tests.intake.trials.crms import closing, stage
from tests.intake.trials.layout import Export, us_date

UNTIMED = frozenset({"time"})


def _stamp(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _dmy(day: dt.date | None, mark: str = "/") -> str:
    return day.strftime(f"%d{mark}%m{mark}%Y") if day else ""


def _indian(amount: Decimal) -> str:
    """``1234567.5`` as ``12,34,567.50``."""
    whole, part = f"{amount:.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(at - 2, 0) : at] for at in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail]) + f".{part}"


CAPSULE = Export(
    "opportunities.csv",
    {
        "Id": lambda d: 7000000 + d.number,
        "Name": lambda d: d.title,
        "Description": lambda d: "",
        "Person": lambda d: "",
        "Organisation": lambda d: d.account,
        "Milestone": lambda d: stage(d, ("New", "Bid", "Negotiation"), "Won", "Lost"),
        "Probability": lambda d: 100 if d.won else 30,
        "Currency": lambda d: "GBP",
        "Value": lambda d: d.amount,
        "Duration Basis": lambda d: "FIXED",
        "Duration": lambda d: 1,
        "Total Value": lambda d: d.amount,
        "Expected Close": lambda d: d.expected,
        "Actual Close": lambda d: d.closed,
        "Created": lambda d: _stamp(d.created),
        "Updated": lambda d: "2025-03-01 10:00:00",
        "Owner": lambda d: d.owner,
        "Source": lambda d: d.source,
    },
    currency="GBP",
)
INSIGHTLY = Export(
    "Opportunities_02Mar2025.csv",
    {
        "Record Id": lambda d: 31000000 + d.number,
        "Opportunity Name": lambda d: d.title,
        "Opportunity Details": lambda d: "",
        "Probability of Winning": lambda d: 40,
        "Bid Currency": lambda d: "USD",
        "Bid Amount": lambda d: d.amount,
        "Bid Type": lambda d: "Fixed Bid",
        "Bid Duration": lambda d: "",
        "Forecast Close Date": lambda d: us_date(d.expected),
        "Actual Close Date": lambda d: us_date(d.closed),
        "Category": lambda d: "",
        "Pipeline": lambda d: "Sales",
        "Current Stage": lambda d: ("Qualify", "Bid", "Negotiate")[d.step],
        "Opportunity State": lambda d: d.outcome.upper(),
        "Responsible User": lambda d: d.owner,
        "User Owner": lambda d: OWNERS[0],
        "Linked Organization": lambda d: d.account,
        "Lead Source": lambda d: d.source,
        "Date Created": lambda d: us_date(d.created.date()),
        "Date Updated": lambda d: "3/1/2025",
    },
    lacking=UNTIMED,
)
ACTIVECAMPAIGN = Export(
    "deals-export.csv",
    {
        "Deal ID": lambda d: d.number,
        "Deal Title": lambda d: d.title,
        "Deal Value": lambda d: f"${d.amount:,.2f}",
        "Deal Currency": lambda d: "usd",
        "Pipeline": lambda d: "Default Pipeline",
        "Stage": lambda d: ("To Contact", "In Contact", "Follow Up")[d.step],
        "Status": lambda d: d.outcome.title(),
        "Deal Owner": lambda d: d.owner,
        "Primary Contact Name": lambda d: f"Kim {d.number}",
        "Primary Contact Email": lambda d: f"kim{d.number}@example.com",
        "Account Name": lambda d: d.account,
        "Created Date": lambda d: _stamp(d.created),
        "Forecasted Close Date": lambda d: d.expected,
        "Won/Lost Date": lambda d: f"{d.closed} 10:00:00" if d.closed else "",
        "Lead Source": lambda d: d.source,
    },
)
SALESFLARE = Export(
    "opportunities.csv",
    {
        "ID": lambda d: 88000 + d.number,
        "Opportunity name": lambda d: d.title,
        "Account name": lambda d: d.account,
        "Owner": lambda d: d.owner,
        "Pipeline": lambda d: "Default",
        "Stage": lambda d: stage(d, ("Lead", "Contacted", "Proposal made"), "Won", "Lost"),
        "Value": lambda d: d.amount,
        "Currency": lambda d: "EUR",
        "Probability": lambda d: 0.4,
        "Start date": lambda d: d.created.date(),
        "Target close date": lambda d: d.expected,
        "Closed date": lambda d: d.closed,
        "Lead source": lambda d: d.source,
        "Creation date": lambda d: d.created.date(),
        "Modification date": lambda d: "2025-03-01",
    },
    currency="EUR",
    lacking=UNTIMED,
)
STREAK = Export(
    "Sales Pipeline.csv",
    {
        "Name": lambda d: d.title,
        "Stage": lambda d: stage(d, ("Lead", "Contacted", "Pitched"), "Closed - Won", "Closed - Lost"),
        "Assigned To": lambda d: d.owner,
        "Company": lambda d: d.account,
        "Deal Size": lambda d: d.amount,
        "Close Date": lambda d: closing(d).strftime("%b %d, %Y"),
        "Lead Source": lambda d: d.source,
        "Contacts": lambda d: f"kim{d.number}@example.com",
        "Notes": lambda d: "",
        "Date Created": lambda d: d.created.strftime("%b %d, %Y, %I:%M %p"),
        "Date Last Modified": lambda d: "Mar 01, 2025, 10:00 AM",
        "Last Email Date": lambda d: "",
        "Box Key": lambda d: f"agxzfm1haWxmb29nYWVy{d.number:04d}",
    },
)
LEADSQUARED = Export(
    "Opportunity_Export.csv",
    {
        "Opportunity Id": lambda d: f"8f3e-{d.number:04d}",
        "Opportunity Name": lambda d: d.title,
        "Associated Lead Company": lambda d: d.account,
        "Opportunity Stage": lambda d: stage(d, ("Prospecting", "Demo Given", "Quotation Sent"), "Won", "Lost"),
        "Opportunity Status": lambda d: d.outcome.title(),
        "Owner": lambda d: d.owner,
        "Opportunity Source": lambda d: d.source,
        "Expected Deal Size": lambda d: _indian(d.amount),
        "Actual Deal Size": lambda d: _indian(d.amount) if d.won else "",
        "Expected Closure Date": lambda d: _dmy(d.expected),
        "Actual Closure Date": lambda d: _dmy(d.closed),
        "Created On": lambda d: d.created.strftime("%d/%m/%Y %I:%M:%S %p"),
        "Modified On": lambda d: "01/03/2025 10:00:00 AM",
    },
    locale="en_IN",
    currency="INR",
)
AGILE = Export(
    "Deals.csv",
    {
        "Name": lambda d: d.title,
        "Description": lambda d: "",
        "Track": lambda d: "Default",
        "Milestone": lambda d: stage(d, ("New", "Prospect", "Proposal"), "Won", "Lost"),
        "Value": lambda d: d.amount,
        "Probability": lambda d: 40,
        "Close Date": lambda d: us_date(closing(d)),
        "Won Date": lambda d: us_date(d.closed) if d.won else "",
        "Deal Owner": lambda d: d.owner,
        "Related Company": lambda d: d.account,
        "Deal Source": lambda d: d.source,
        "Loss Reason": lambda d: "Price" if d.lost else "",
        "Created Date": lambda d: us_date(d.created.date()),
    },
    lacking=UNTIMED,
)
ZENDESK_SELL = Export(
    "deals.0.csv",
    {
        "id": lambda d: 91000 + d.number,
        "name": lambda d: d.title,
        "hot?": lambda d: "false",
        "owner": lambda d: d.owner,
        "stage": lambda d: stage(d, ("Incoming", "Qualified", "Quote"), "Won", "Lost"),
        "pipeline": lambda d: "Sales Pipeline",
        "value": lambda d: d.amount,
        "currency": lambda d: "USD",
        "company": lambda d: d.account,
        "main_contact": lambda d: f"Kim {d.number}",
        "source": lambda d: d.source,
        "loss_reason": lambda d: "Price" if d.lost else "",
        "estimated_close_date": lambda d: d.expected,
        "last_stage_change_at": lambda d: f"{d.closed or d.created.date()}T10:00:00Z",
        "closed_at": lambda d: f"{d.closed}T10:00:00Z" if d.closed else "",
        "added_on": lambda d: d.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "updated_at": lambda d: "2025-03-01T10:00:00Z",
    },
)
BUSINESS_CENTRAL = Export(
    "Opportunities.csv",
    {
        "No.": lambda d: f"OP{d.number:06d}",
        "Closed": lambda d: "Yes" if d.closed else "No",
        "Creation Date": lambda d: us_date(d.created.date()),
        "Description": lambda d: d.title,
        "Contact No.": lambda d: f"CT{d.number:06d}",
        "Contact Name": lambda d: f"Kim {d.number}",
        "Contact Company Name": lambda d: d.account,
        "Salesperson Name": lambda d: d.owner,
        "Status": lambda d: {"open": "In Progress", "won": "Won", "lost": "Lost"}[d.outcome],
        "Sales Cycle Code": lambda d: "EX-LARGE",
        "Current Sales Cycle Stage": lambda d: ("Initial", "Qualification", "Proposal")[d.step],
        "Campaign": lambda d: d.source,
        "Estimated Value (LCY)": lambda d: f"{d.amount:,.2f}",
        "Calcd. Current Value (LCY)": lambda d: f"{d.amount / 2:,.2f}",
        "Estimated Closing Date": lambda d: us_date(d.expected),
        "Date Closed": lambda d: us_date(d.closed),
    },
    lacking=frozenset({"time", "source"}),
)
NETSUITE = Export(
    "OpportunitiesResults123.csv",
    {
        "Internal ID": lambda d: 5000 + d.number,
        "Document Number": lambda d: f"OPP{d.number:05d}",
        "Title": lambda d: d.title,
        "Company Name": lambda d: d.account,
        "Sales Rep": lambda d: d.owner,
        "Opportunity Status": lambda d: stage(
            d, ("In Discussion", "Proposal", "Negotiation"), "Closed Won", "Closed Lost"
        ),
        "Lead Source": lambda d: d.source,
        "Currency": lambda d: "US Dollar",
        "Projected Total": lambda d: f"{d.amount:.2f}",
        "Weighted Total": lambda d: f"{d.amount / 2:.2f}",
        "Expected Close": lambda d: us_date(d.expected),
        "Actual Close": lambda d: us_date(d.closed),
        "Date Created": lambda d: f"{us_date(d.created.date())} {d.created:%I:%M} {d.created:%p}".lower(),
        "Win Loss Reason": lambda d: "Price" if d.lost else "",
    },
)
ATTIO = Export(
    "Deals - All deals.csv",
    {
        "Record ID": lambda d: f"0c4f1e22-0000-4000-8000-0000000000{d.number:02d}",
        "Deal name": lambda d: d.title,
        "Deal stage": lambda d: stage(d, ("Lead", "In Progress", "Proposal"), "Won 🎉", "Lost"),
        "Deal owner": lambda d: d.owner,
        "Deal value": lambda d: f"US${d.amount:,.2f}",
        "Associated people": lambda d: f"Kim {d.number}",
        "Associated company": lambda d: d.account,
        "Close date": closing,
        "Lead source": lambda d: d.source,
        "Created at": lambda d: d.created.strftime("%Y-%m-%dT%H:%M:%S.000000000Z"),
        "Created by": lambda d: OWNERS[1],
    },
)
PIPELINE_CRM = Export(
    "deals_2025-03-02.csv",
    {
        "Deal ID": lambda d: d.number,
        "Deal Name": lambda d: d.title,
        "Deal Summary": lambda d: "",
        "Primary Contact": lambda d: f"Kim {d.number}",
        "Company": lambda d: d.account,
        "Deal Owner": lambda d: d.owner,
        "Deal Stage": lambda d: stage(d, ("Qualified", "Presentation", "In Negotiation"), "Won Deal", "Lost Deal"),
        "Deal Status": lambda d: {"open": "Hot", "won": "Closed", "lost": "Closed"}[d.outcome],
        "Deal Value": lambda d: f"${d.amount:,.2f}",
        "Probability": lambda d: "40%",
        "Source": lambda d: d.source,
        "Expected Close Date": lambda d: us_date(d.expected),
        "Closed Date": lambda d: us_date(d.closed),
        "Created Date": lambda d: us_date(d.created.date()),
        "Archived": lambda d: "No",
    },
    lacking=UNTIMED,
)

EXPORTS: dict[str, Export] = {
    "Capsule": CAPSULE,
    "Insightly": INSIGHTLY,
    "ActiveCampaign": ACTIVECAMPAIGN,
    "Salesflare": SALESFLARE,
    "Streak": STREAK,
    "LeadSquared": LEADSQUARED,
    "Agile CRM": AGILE,
    "Zendesk Sell": ZENDESK_SELL,
    "Business Central": BUSINESS_CENTRAL,
    "NetSuite": NETSUITE,
    "Attio": ATTIO,
    "Pipeline CRM": PIPELINE_CRM,
}
