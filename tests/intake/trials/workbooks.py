"""Deals in Excel: a report among other sheets, and a board of several tables below each other."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook as ExcelFile

from tests.intake.trials.book import BOOK, Deal
from tests.intake.trials.cells import written


def review(folder: Path) -> Path:
    """A sheet of charts' figures, the deals below a merged title and above a total, and an empty sheet."""
    file = ExcelFile()
    summary = file.worksheets[0]
    summary.title = "Summary"
    for line in (["Sales review 2024"], [], ["Won", 16], ["Lost", 16]):
        summary.append(line)
    deals = file.create_sheet("Deals")
    deals.append(["Pipeline of Acme Corporation", *[None] * 6])
    deals.merge_cells("A1:H1")
    deals.append(["Exported on 2025-03-02"])
    deals.append([])
    deals.append(["Deal No", "Deal", "Customer", "Owner", "Lead source", "Value", "Stage", "Created", "Closed"])
    stage = "{outcome:Won|Lost|{step:Appointment Scheduled|Presentation Scheduled|Contract Sent}}"
    for d in BOOK:
        said = (d.number, d.title, d.account, d.owner, d.source, float(d.amount), written(stage, d))
        deals.append([*said, d.created, d.closing])
    deals.append([None, None, None, None, "Total", _sum(BOOK)])
    file.create_sheet("Sheet3")
    path = folder / "review.xlsx"
    file.save(path)
    return path


def board(folder: Path) -> Path:
    """Groups of items, each with its name and header above it and its sum below, as monday.com writes them."""
    file = ExcelFile()
    sheet = file.worksheets[0]
    sheet.append(["Sales Pipeline"])
    sheet.append([])
    for group, outcome in (("Active deals", "open"), ("Closed won", "won"), ("Closed lost", "lost")):
        sheet.append([group])
        dates = ("Deal creation date", "Close Date", "Expected Close Date")
        sheet.append(["Name", "Owner", "Stage", "Deal value", *dates, "Accounts", "Lead source"])
        deals = [deal for deal in BOOK if deal.outcome == outcome]
        for d in deals:
            stage = written("{outcome:Won|Lost|{step:New|Discovery|Proposal}}", d)
            days = (d.created, d.closed, d.expected)
            sheet.append([d.title, d.owner, stage, float(d.amount), *days, d.account, d.source])
        sheet.append([None, None, None, _sum(deals)])
        sheet.append([])
    path = folder / "Deals_1700000000.xlsx"
    file.save(path)
    return path


def _sum(deals: Sequence[Deal]) -> float:
    return float(sum(deal.amount for deal in deals))
