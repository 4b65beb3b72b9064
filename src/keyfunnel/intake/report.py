"""What an import did with each row of each file. The counts always add up: a row has one fate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from keyfunnel.intake.finding import Finding


@dataclass(frozen=True)
class FileReport:
    """Counts are rows of the file (a workbook's sheets together), whatever number of tables each row fed.

    ``table`` is the main table, None where the file is none of ours; ``tables`` are all that it fed.
    ``accepted`` rows went in as they stand, ``repaired`` ones with a value changed or emptied, ``merged`` ones
    into another row of the same key, ``quarantined`` ones were refused and kept with the reason.
    """

    path: str
    table: str | None
    tables: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    read: int
    accepted: int
    repaired: int
    merged: int
    quarantined: int
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        fates = self.accepted + self.repaired + self.merged + self.quarantined
        if fates != self.read or min(self.accepted, self.repaired, self.merged, self.quarantined) < 0:
            raise ValueError(f"{self.path}: {self.read} rows read, {fates} accounted for")

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "path": self.path,
            "table": self.table,
            "tables": list(self.tables),
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "read": self.read,
            "accepted": self.accepted,
            "repaired": self.repaired,
            "merged": self.merged,
            "quarantined": self.quarantined,
            "findings": [finding.as_json(language) for finding in self.findings],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "FileReport":
        findings = tuple(Finding.from_document(finding) for finding in document["findings"])
        return cls(**{**document, "tables": tuple(document["tables"]), "findings": findings})


@dataclass(frozen=True)
class ImportReport:
    """``edition`` is the number that stands afterwards; None after a dry run, and where no row could be used and
    nothing stood before. ``changed`` says whether this import made it."""

    edition: int | None
    files: tuple[FileReport, ...]
    changed: bool = True

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {"edition": self.edition, "files": [file.as_json(language) for file in self.files]}

    def as_document(self) -> dict[str, Any]:
        """As kept with the edition: with each finding's sentence and values, so that any language can be shown."""
        document = self.as_json()
        for kept, file in zip(document["files"], self.files, strict=True):
            kept["findings"] = [finding.as_document() for finding in file.findings]
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "ImportReport":
        return cls(document["edition"], tuple(FileReport.from_document(file) for file in document["files"]))
