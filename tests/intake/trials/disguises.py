"""The same export in other clothes: JSON, Excel, gzip, repeated headers, ragged rows, quoted line ends, bars."""

import gzip
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook as ExcelFile

from tests.intake.trials.book import BOOK
from tests.intake.trials.crms import HUBSPOT, HUBSPOT_STAGES, SALESFORCE_REPORT, closing, stage
from tests.intake.trials.languages import GERMAN, THAI
from tests.intake.trials.layout import Export


def hubspot_objects() -> list[dict[str, object]]:
    """As HubSpot's interface answers: everything that is said of a deal is a text under ``properties``."""
    return [
        {
            "id": str(deal.number),
            "properties": {
                "dealname": deal.title,
                "amount": str(deal.amount),
                "dealstage": stage(deal, HUBSPOT_STAGES, "closedwon", "closedlost"),
                "closedate": f"{closing(deal)}T16:00:00.000Z",
                "createdate": deal.created.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "hs_analytics_source": deal.source,
                "hubspot_owner_id": deal.owner,
                "company": {"name": deal.account},
                "tags": ["a", "b"],
            },
            "archived": False,
        }
        for deal in BOOK
    ]


def json_lines(folder: Path) -> Path:
    path = folder / "deals.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in hubspot_objects()), "utf-8")
    return path


def json_page(folder: Path) -> Path:
    path = folder / "deals.json"
    path.write_text(json.dumps({"results": hubspot_objects(), "paging": {"next": {"after": "41"}}}, indent=2), "utf-8")
    return path


def gzipped_json(folder: Path) -> Path:
    plain = json_lines(folder)
    path = folder / "deals.ndjson.gz"
    path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    plain.unlink()
    return path


def gzipped(folder: Path) -> Path:
    plain = SALESFORCE_REPORT.write(folder)
    path = folder / "report.csv.gz"
    path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    plain.unlink()
    return path


def repeated_headers(folder: Path) -> Path:
    """A page of ten records, the header again, and so on; and a line of sub-totals below each page."""
    header, *records = HUBSPOT.text.splitlines()
    lines = []
    for number, record in enumerate(records):
        if number % 10 == 0:
            lines += [header] if number == 0 else ['"Subtotal"' + ',""' * 4 + ',"281234.50"' + ',""' * 14, header]
        lines.append(record)
    path = folder / "deals.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def ragged(folder: Path) -> Path:
    """Trailing empty cells left off, as hand-made files have it."""
    path = folder / "deals.csv"
    path.write_text("\n".join(line.rstrip(",") for line in replace(HUBSPOT, quoting=0).text.splitlines()), "utf-8")
    return path


def quoted_line_ends(folder: Path) -> Path:
    notes = {**HUBSPOT.columns, "Notes": lambda deal: f'said "yes",\nthen no\r\n\r\n({deal.number})'}
    return replace(HUBSPOT, columns=notes).write(folder)


def dressed(export: Export, **changes: object) -> Callable[[Path], Path]:
    return replace(export, **changes).write  # type: ignore[arg-type]  # fields by name


def workbook(folder: Path) -> Path:
    """A sheet of charts' figures, the deals below a merged title and above a total, and an empty sheet."""
    file = ExcelFile()
    summary = file.active
    assert summary is not None
    summary.title = "Summary"
    summary.append(["Sales review 2024"])
    summary.append([])
    summary.append(["Won", 16])
    summary.append(["Lost", 16])
    deals = file.create_sheet("Deals")
    deals.append(["Pipeline of Acme Corporation", *[None] * 6])
    deals.merge_cells("A1:H1")
    deals.append(["Exported on 2025-03-02"])
    deals.append([])
    deals.append(["Deal No", "Deal", "Customer", "Owner", "Lead source", "Value", "Stage", "Created", "Closed"])
    for deal in BOOK:
        words = stage(deal, HUBSPOT_STAGES, "Won", "Lost")
        said = (deal.title, deal.account, deal.owner, deal.source, float(deal.amount), words)
        deals.append([deal.number, *said, deal.created, closing(deal)])
    deals.append([None, None, None, None, "Total", float(sum(deal.amount for deal in BOOK))])
    file.create_sheet("Sheet3")
    out = io.BytesIO()
    file.save(out)
    path = folder / "review.xlsx"
    path.write_bytes(out.getvalue())
    return path


DISGUISES: dict[str, tuple[Export, Callable[[Path], Path]]] = {
    "JSON lines": (HUBSPOT, json_lines),
    "JSON page": (HUBSPOT, json_page),
    "gzipped JSON lines": (HUBSPOT, gzipped_json),
    "gzipped CSV": (SALESFORCE_REPORT, gzipped),
    "header on every page": (HUBSPOT, repeated_headers),
    "ragged": (HUBSPOT, ragged),
    "quoted line ends": (HUBSPOT, quoted_line_ends),
    "UTF-16 big-endian without a mark": (GERMAN, dressed(GERMAN, encoding="utf-16-be", delimiter="\t")),
    "Thai in UTF-16 without a mark": (THAI, dressed(THAI, encoding="utf-16-le", delimiter="\t")),
    "bars": (HUBSPOT, dressed(HUBSPOT, delimiter="|")),
    "several sheets": (HUBSPOT, workbook),
}
