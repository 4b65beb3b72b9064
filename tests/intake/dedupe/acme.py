"""Acme is there twice (1 and 2), with a deal won by each; Beta (3) once.

Contacts and deals refer to them by id or name.
"""

from pathlib import Path

from keyfunnel.intake.dedupe.propose import propose
from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company, mapped, table

ACCOUNTS = """
    Id,Name,Domain,Country,Parent
    1,Acme Inc.,acme.com,US,
    2,ACME Incorporated,www.acme.com,,1
    3,Beta,beta.io,US,2
"""
DEALS = """
    Id,Account,Amount
    d1,1,100
    d2,2,200
    d3,ACME Incorporated,300
    d4,3,400
"""
MAPPING = mapped(
    accounts=table("accounts", account_id="Id", name="Name", domain="Domain", country="Country", parent_id="Parent"),
    deals=table("deals", deal_id="Id", account_id="Account", amount="Amount"),
)


def imported(folder: Path) -> Home:
    home = Home(folder / "home").create(Workspace())
    Company(home, folder).bring(MAPPING, accounts=ACCOUNTS, deals=DEALS)
    return home


def proposed(folder: Path) -> Home:
    """The same, looked through for duplicates."""
    home = imported(folder)
    propose(home, ["accounts"])
    return home
