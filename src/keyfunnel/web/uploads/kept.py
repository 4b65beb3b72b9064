"""Sheets and evidence as JSON, so that a page can tell in any language what another process saw."""

from collections.abc import Mapping as MappingType
from dataclasses import replace
from pathlib import Path
from typing import Any

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping import Evidence, FileMapping, Mapping, TableMapping
from keyfunnel.intake.reading import Sheet, SheetColumn
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Type
from keyfunnel.texts.packed import packed, unpacked

Document = dict[str, Any]


def sheet_document(sheet: Sheet) -> Document:
    return {
        "path": sheet.path.name,
        "name": sheet.name,
        "sheet": sheet.sheet,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "rows": sheet.rows,
        "columns": [{"header": c.header, "readings": [_reading(one) for one in c.readings]} for c in sheet.columns],
        "findings": [finding.as_document() for finding in sheet.findings],
    }


def sheet(document: MappingType[str, Any], relation: str) -> Sheet:
    columns = tuple(
        SheetColumn(position, column["header"], tuple(_read(one) for one in column["readings"]))
        for position, column in enumerate(document["columns"])
    )
    plain = {name: document[name] for name in ("name", "sheet", "encoding", "delimiter", "rows")}
    findings = tuple(Finding.from_document(finding) for finding in document["findings"])
    return Sheet(path=Path(document["path"]), relation=relation, columns=columns, findings=findings, **plain)


def _reading(reading: Reading) -> Document:
    return {
        "type": reading.type.value,
        "format": reading.format,
        "filled": reading.filled,
        "parsed": reading.parsed,
        "unreadable": list(reading.unreadable),
        "assumed": reading.assumed,
        "because": packed(reading.because) if reading.because else None,
    }


def _read(document: MappingType[str, Any]) -> Reading:
    because = unpacked(document["because"]) if document["because"] else None
    told = {**document, "type": Type(document["type"]), "unreadable": tuple(document["unreadable"])}
    return Reading(**{**told, "because": because})


def evidence_document(mapping: Mapping) -> list[Document]:
    """For each file why it is passed over, or for each of its tables what spoke for it and for its columns."""
    return [{"reason": _reason(file), "tables": [_of_table(table) for table in file.tables]} for file in mapping.files]


def _reason(file: FileMapping) -> Document | None:
    return packed(file.reason) if file.reason else None


def _of_table(table: TableMapping) -> Document:
    columns = {name: _evidence(rule.evidence) for name, rule in table.columns.items()}
    return {"evidence": _evidence(table.evidence), "columns": columns}


def with_evidence(mapping: Mapping, kept: list[Document]) -> Mapping:
    """``mapping``, which lost its evidence when it was written as YAML, with what was kept of it."""
    return Mapping(tuple(_file(file, said) for file, said in zip(mapping.files, kept, strict=True)))


def _file(file: FileMapping, kept: Document) -> FileMapping:
    tables = tuple(_table(table, said) for table, said in zip(file.tables, kept["tables"], strict=True))
    return replace(file, tables=tables, reason=unpacked(kept["reason"]) if kept["reason"] else None)


def _table(table: TableMapping, kept: Document) -> TableMapping:
    columns = {name: replace(rule, evidence=_spoke(kept["columns"].get(name))) for name, rule in table.columns.items()}
    return replace(table, columns=columns, evidence=_spoke(kept["evidence"]))


def _evidence(evidence: Evidence | None) -> Document | None:
    if evidence is None:
        return None
    return {"score": evidence.score, "reasons": [packed(reason) for reason in evidence.reasons]}


def _spoke(kept: Document | None) -> Evidence | None:
    return Evidence(kept["score"], tuple(unpacked(reason) for reason in kept["reasons"])) if kept else None
