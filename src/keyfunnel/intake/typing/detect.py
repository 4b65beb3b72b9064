"""Which types the cells of each column can be read as."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from keyfunnel.intake.typing.candidates import Candidate
from keyfunnel.intake.typing.census import Census
from keyfunnel.intake.typing.choose import choose, lean_of, lean_of_others
from keyfunnel.intake.typing.counting import count, unreadable
from keyfunnel.intake.typing.formats import split_format
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Type
from keyfunnel.model.workspace import Workspace


def readings(
    con: duckdb.DuckDBPyConnection, relation: str, tidy: Sequence[bool], workspace: Workspace, census: Census
) -> list[tuple[Reading, ...]]:
    """The readings of each column ``c0`` … of ``relation``, best first. ``tidy`` says of each whether its cells can be
    taken as they stand.

    Worked out over the whole column. Where cells fit two formats, what other columns of the sheet show decides, else
    the workspace's locale; such a reading is marked as assumed.
    """
    if not tidy:
        return []
    counts = count(con, relation, tidy, census)
    lean = lean_of(workspace.locale)
    columns = [choose(column, lean) for column in counts]
    others = lean_of_others(columns, lean)
    if others is not lean:
        columns = [
            choose(column, others) if best[0].assumed else best for column, best in zip(counts, columns, strict=True)
        ]
    return [_with_examples(con, relation, position, column) for position, column in enumerate(columns)]


def _with_examples(
    con: duckdb.DuckDBPyConnection, relation: str, position: int, column: tuple[Reading, ...]
) -> tuple[Reading, ...]:
    best = column[0]
    if best.type is Type.TEXT or best.parsed == best.filled:
        return column
    order, marks = split_format(best.format)
    type_ = Type.TIMESTAMP if best.type is Type.DATE else best.type
    examples = unreadable(con, relation, position, Candidate(type_, order), " ".join(sorted(marks)))
    return (replace(best, unreadable=examples), *column[1:])
