"""The quarantine's rows, told in the reader's language."""

import json
from dataclasses import dataclass
from typing import Any

from keyfunnel.intake.cleaning.quarantine import reason
from keyfunnel.texts import Message
from keyfunnel.web.paging import Paged


@dataclass(frozen=True)
class Refused:
    """``sheet`` is None where the file has but one; ``cells`` are what was read, by header."""

    file: str
    sheet: str | None
    line: int
    reason: Message
    cells: dict[str, Any]


def refused(paged: Paged) -> list[Refused]:
    rows = [dict(zip(paged.columns, row, strict=True)) for row in paged.rows]
    return [
        Refused(row["file"], row["sheet"], row["line"], reason(row["code"], row["params"]), json.loads(row["row"]))
        for row in rows
    ]
