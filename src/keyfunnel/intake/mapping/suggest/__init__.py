"""A mapping proposed from headers and content, with the evidence for each guess."""

from collections.abc import Sequence

import duckdb

from keyfunnel.intake.mapping.rules import FileMapping, Mapping
from keyfunnel.intake.mapping.suggest.known import Known
from keyfunnel.intake.mapping.suggest.sheets import suggest_files
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.workspace import Workspace


def suggest(
    con: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet], workspace: Workspace, known: Known | None = None
) -> Mapping:
    """What each of ``sheets`` (loaded on ``con``) is, as far as headers and content tell.

    ``known`` is the current edition: references to tables brought earlier count as references.
    """
    files: list[FileMapping] = suggest_files(con, sheets, workspace, known)
    return Mapping(tuple(files))
