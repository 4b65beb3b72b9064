"""The same export in other clothes: JSON, Excel, gzip, repeated headers, ragged rows, quoted line ends, bars."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.intake.trials import workbooks
from tests.intake.trials.book import BOOK
from tests.intake.trials.cells import written
from tests.intake.trials.crms import HUBSPOT, SALESFORCE_REPORT
from tests.intake.trials.languages import GERMAN, THAI
from tests.intake.trials.layout import Export


def hubspot_objects() -> list[dict[str, object]]:
    """As HubSpot's interface answers: everything that is said of a deal is a text under ``properties``."""
    stage = "{outcome:closedwon|closedlost|{step:Appointment Scheduled|Presentation Scheduled|Contract Sent}}"
    return [
        {
            "id": str(deal.number),
            "properties": {
                "dealname": deal.title,
                "amount": str(deal.amount),
                "dealstage": written(stage, deal),
                "closedate": f"{deal.closing}T16:00:00.000Z",
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
    """A page of ten records, its sub-total, the header again, and so on; the last page has no sub-total."""
    header, *records = HUBSPOT.text.splitlines()
    lines = [header]
    for number, subtotal in enumerate(("88348.75", "226248.75", "364148.75")):
        line = '"Subtotal"' + ',""' * 4 + f',"{subtotal}"' + ',""' * 14
        lines += [*records[number * 10 : number * 10 + 10], line, header]
    lines += records[30:]
    path = folder / "deals.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def ragged(folder: Path) -> Path:
    """Trailing empty cells left off, as hand-made files have it."""
    path = folder / "deals.csv"
    path.write_text("\n".join(line.rstrip(",") for line in replace(HUBSPOT, quoting=0).text.splitlines()), "utf-8")
    return path


def quoted_line_ends(folder: Path) -> Path:
    own = {**HUBSPOT.own, "note": lambda deal: f'said "yes",\nthen no\r\n\r\n({deal.number})'}
    return replace(HUBSPOT, layout=f"{HUBSPOT.layout} | Notes: {{note}}", own=own).write(folder)


def dressed(export: Export, **changes: object) -> Callable[[Path], Path]:
    return replace(export, **changes).write  # type: ignore[arg-type]  # fields by name


@dataclass(frozen=True)
class Disguise:
    """``aside`` counts the rows that are no deals, where they aren't the lines below the export."""

    export: Export
    write: Callable[[Path], Path]
    aside: int | None = None

    @property
    def rows_aside(self) -> int:
        return self.export.rows_aside if self.aside is None else self.aside


DISGUISES: dict[str, Disguise] = {
    "JSON lines": Disguise(HUBSPOT, json_lines),
    "JSON page": Disguise(HUBSPOT, json_page),
    "gzipped JSON lines": Disguise(HUBSPOT, gzipped_json),
    "gzipped CSV": Disguise(SALESFORCE_REPORT, gzipped),
    # Three headers again, and a sub-total above each of them.
    "header on every page": Disguise(HUBSPOT, repeated_headers, aside=6),
    "ragged": Disguise(HUBSPOT, ragged),
    "quoted line ends": Disguise(HUBSPOT, quoted_line_ends),
    "UTF-16 big-endian without a mark": Disguise(GERMAN, dressed(GERMAN, encoding="utf-16-be", delimiter="\t")),
    "Thai in UTF-16 without a mark": Disguise(THAI, dressed(THAI, encoding="utf-16-le", delimiter="\t")),
    "bars": Disguise(HUBSPOT, dressed(HUBSPOT, delimiter="|")),
    # The total, and two figures of the other sheet.
    "several sheets": Disguise(HUBSPOT, workbooks.review, aside=3),
    # Name and header of the second group and of the third, and three sums.
    "groups, each with a header and a sum": Disguise(HUBSPOT, workbooks.board, aside=7),
}
