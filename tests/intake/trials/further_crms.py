"""Exports of further CRMs, in English."""

import datetime as dt
from decimal import Decimal

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
MEMBRAIN = Export(
    "Sales projects.csv",
    {
        "Project name": lambda d: d.title,
        "Company": lambda d: d.account,
        "Project owner": lambda d: d.owner,
        "Process": lambda d: "Standard",
        "Step": lambda d: ("Discover", "Propose", "Close")[d.step],
        "State": lambda d: {"won": "Won", "lost": "Lost", "open": "Active"}[d.outcome],
        "Value": lambda d: d.amount,
        "Currency": lambda d: "USD",
        "Origin": lambda d: d.source,
        "Start date": lambda d: d.created.date(),
        "Estimated close": lambda d: d.expected,
        "Finished": lambda d: d.closed,
    },
    lacking=UNTIMED,
)
SAP_SALES_CLOUD = Export(
    "Opportunities.csv",
    {
        "Opportunity ID": lambda d: f"{d.number:07d}",
        "Opportunity": lambda d: d.title,
        "Account": lambda d: d.account,
        "Owner": lambda d: d.owner,
        "Sales Phase": lambda d: ("Identify opportunity", "Qualify opportunity", "Value proposition")[d.step],
        "Life Cycle Status": lambda d: {"won": "Won", "lost": "Lost", "open": "In Process"}[d.outcome],
        "Expected Value": lambda d: f"{d.amount:,.2f} USD",
        "Weighted Value": lambda d: f"{d.amount / 2:,.2f} USD",
        "Source": lambda d: d.source,
        "Start Date": lambda d: us_date(d.created.date()),
        "Close Date": lambda d: us_date(closing(d)),
        "Reason for Status": lambda d: "Price" if d.lost else "",
    },
    lacking=UNTIMED,
)

EXPORTS: dict[str, Export] = {
    "ActiveCampaign": ACTIVECAMPAIGN,
    "LeadSquared": LEADSQUARED,
    "Agile CRM": AGILE,
    "Business Central": BUSINESS_CENTRAL,
    "NetSuite": NETSUITE,
    "Membrain": MEMBRAIN,
    "SAP Sales Cloud": SAP_SALES_CLOUD,
}
