"""One thing noticed in a file, with how many rows it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from keyfunnel.texts import Message
from keyfunnel.texts.packed import packed, unpacked


@dataclass(frozen=True)
class Finding:
    """``code`` for machines, ``message`` for people. ``column`` is a model column (``deals.product_id``), a header
    of the file, or None where the whole row or file is meant; ``sheet`` is named where a workbook has several. A
    finding says nothing about a row's fate by itself."""

    code: str
    column: str | None
    rows: int
    message: Message
    sheet: str | None = None

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "code": self.code,
            "column": self.column,
            "rows": self.rows,
            "message": self.message.render(language),
            "sheet": self.sheet,
        }

    def as_document(self) -> dict[str, Any]:
        """As kept with an edition, to be told in any language later."""
        kept = packed(self.message)
        return {**self.as_json(), "text": kept["text"], "params": kept["params"]}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Finding":
        return cls(document["code"], document["column"], document["rows"], unpacked(document), document.get("sheet"))
