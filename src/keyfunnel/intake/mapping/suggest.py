"""A mapping proposed from headers and content."""

from collections.abc import Sequence

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.tables import TABLES
from keyfunnel.model.workspace import Workspace


def suggest(
    con: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet], workspace: Workspace, known: object = None
) -> Mapping:
    """What each of ``sheets`` (loaded on ``con``) is, as far as headers and content tell.

    ``known`` is the current edition, so that references to tables brought earlier are recognised.
    """
    files = []
    for sheet in sheets:
        hits = {t.name: [c for c in t.names if c in sheet.headers] for t in TABLES}
        best = max(hits, key=lambda name: len(hits[name]))
        table = TableMapping(best, {c: ColumnRule(header=c) for c in hits[best]})
        files.append(FileMapping(sheet.name, (table,) if hits[best] else (), sheet.sheet))
    return Mapping(tuple(files))
