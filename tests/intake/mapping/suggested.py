"""What is suggested for files that a test writes."""

from collections.abc import Mapping as MappingType
from pathlib import Path

import duckdb

from keyfunnel.intake.mapping import FileMapping, Mapping, TableMapping, check, suggest
from keyfunnel.intake.mapping.suggest.known import Known
from keyfunnel.intake.reading import read
from keyfunnel.model.workspace import Workspace


def suggested(folder: Path, known: Known | None = None, **files: str) -> dict[str, FileMapping]:
    """The suggestion for each of ``files`` (name without ``.csv``, and content); it is sure to be runnable."""
    paths = []
    for name, content in files.items():
        path = folder / f"{name}.csv"
        path.write_text(content, "utf-8")
        paths.append(path)
    return {name.removesuffix(".csv"): file for name, file in suggested_of(paths, known).items()}


def suggested_of(paths: list[Path], known: Known | None = None) -> dict[str, FileMapping]:
    con = duckdb.connect()
    sheets = read(con, paths, Workspace())
    mapping: Mapping = suggest(con, sheets, Workspace(), known)
    check(mapping, sheets, Workspace())
    return {file.file: file for file in mapping.files}


def sources(table: TableMapping | None) -> MappingType[str, str | None]:
    """Where each column comes from: a header, ``=constant``, or ``{expression}``."""
    assert table is not None
    return {
        name: rule.header or (f"={rule.constant}" if rule.constant is not None else f"{{{rule.expression}}}")
        for name, rule in table.columns.items()
    }


def main(file: FileMapping) -> tuple[str, MappingType[str, str | None]]:
    assert file.main is not None, file.reason
    return file.main.table, sources(file.main)
