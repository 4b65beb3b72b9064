"""What a mapping's expressions take on a sheet's very rows, before they are read by them."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from keyfunnel.intake.mapping.bounded import Trial, tried
from keyfunnel.intake.mapping.expressions import expression_sql, grows
from keyfunnel.intake.mapping.rules import FileMapping
from keyfunnel.intake.reading.sheet import LINE, Sheet
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_


def try_rows(con: duckdb.DuckDBPyConnection, sheet: Sheet, file: FileMapping, workspace: Workspace) -> None:
    """Raises :class:`BadInput` where an expression of ``file`` fails on a row of ``sheet``, or takes too much memory or
    time. Expressions that can't grow aren't tried."""
    found = {(place, said): expression_sql(sheet, file, said, place, workspace) for place, said in _growing(file)}
    if not found:
        return
    with tempfile.TemporaryDirectory(prefix="keyfunnel-") as folder:
        rows = Path(folder, "rows.parquet")
        _write(con, sheet, " ".join(found.values()), rows)
        failed = tried(Trial(sheet.relation, "", tuple(found.values()), rows, sheet.rows))
    if failed:
        place, said = list(found)[failed.number]
        text = N_(
            "{sheet}, {place}: the expression {expression!r} fails: {why}. "
            "TRY(…) around it leaves cells empty for which it can't be worked out; nothing was changed"
        )
        raise BadInput(text, sheet=sheet.label, place=place, expression=said, why=failed.why)


def _growing(file: FileMapping) -> Iterator[tuple[str, str]]:
    for table in file.tables:
        written = {f"column {name}": rule.expression for name, rule in table.columns.items()}
        for place, said in {f"the rows of {table.table}": table.where, **written}.items():
            if said is not None and grows(said):
                yield place, said


def _write(con: duckdb.DuckDBPyConnection, sheet: Sheet, sql: str, path: Path) -> None:
    """The columns that ``sql`` mentions, which is all that the trial can see."""
    mentioned = set(re.findall(r"\bc\d+\b", sql))
    names = [column.name for column in sheet.columns if column.name in mentioned] or [LINE]
    batches = con.sql(f"SELECT {', '.join(names)} FROM {sheet.relation}").to_arrow_reader()
    with pq.ParquetWriter(path, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
