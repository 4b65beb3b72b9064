"""Which types the cells of each column can be read as."""

import duckdb

from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Type
from keyfunnel.model.workspace import Workspace


def readings(
    con: duckdb.DuckDBPyConnection, relation: str, width: int, workspace: Workspace
) -> list[tuple[Reading, ...]]:
    return [(Reading(Type.TEXT, "", 0, 0),)] * width
