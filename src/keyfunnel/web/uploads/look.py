"""What uploaded files look like before they are imported: their sheets, their first rows, and the suggested mapping.

Looking reads every row, since a column's type and format are those of the whole column; so a process of its own looks,
and keeps what it saw beside the files. Pages work on that: they take as long for a gigabyte as for ten rows.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from keyfunnel.intake.cleaning.bench import Progress
from keyfunnel.intake.mapping import Mapping, dump, parse, suggest
from keyfunnel.intake.reading import LINE, Sheet, read
from keyfunnel.lake.files import write_atomically
from keyfunnel.lake.home import Home
from keyfunnel.web.uploads import kept
from keyfunnel.web.uploads.upload import Upload

SAMPLE = 200  # rows of each sheet that are kept
FORM = 3  # of what is kept of a look: to be raised where an older one can't be read any more
# Expressions of a person's may run on the sample: they reach no file and can't take the machine's memory.
LOCKED = "SET memory_limit = '512MB'; SET enable_external_access = false; SET lock_configuration = true"


@dataclass(frozen=True)
class Look:
    """``sheets`` are as they were read, but that their relations hold the first rows only, on :meth:`sample`.

    A mapping speaks of them in the same order: its file ``i`` is that of sheet ``i``."""

    folder: Path
    sheets: tuple[Sheet, ...]
    suggested: Mapping

    @classmethod
    def of(cls, upload: Upload) -> "Look | None":
        """What was seen; None where nobody has looked yet, or a version that kept it in another form."""
        document = _kept(upload)
        if document is None:
            return None
        sheets = tuple(kept.sheet(one, f"sheet_{i}") for i, one in enumerate(document["sheets"]))
        suggested = kept.with_evidence(parse(document["suggested"]), document["evidence"])
        return cls(upload.folder, sheets, suggested)

    def explained(self, saved: Mapping) -> Mapping:
        """``saved``, which as YAML says in one language why files are passed over, with the reasons as they were
        found: a page tells them in any."""
        files = zip(saved.files, self.suggested.files, strict=True)
        return Mapping(
            tuple(
                replace(file, reason=found.reason) if not (file.tables or found.tables) else file
                for file, found in files
            )
        )

    @contextmanager
    def sample(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A database of the sheets' first rows, which can reach nothing else."""
        with duckdb.connect(config={"threads": 1}) as con:
            for i, sheet in enumerate(self.sheets):
                con.execute(f"CREATE TABLE {sheet.relation} AS FROM read_parquet(?)", [str(_rows(self.folder, i))])
            con.execute(LOCKED)
            yield con

    def examples(self) -> list[dict[str, str]]:
        """Of each sheet a cell of each of its columns, as it is written; none of a column that the first rows leave
        empty."""
        with self.sample() as con:
            return [_examples(con, sheet) for sheet in self.sheets]


def look(home: Home, upload: Upload, progress: Progress) -> None:
    """Read the upload's files and keep what they look like.

    Raises :class:`~keyfunnel.model.errors.BadInput` for a file that can't be read.
    """
    with TemporaryDirectory(dir=upload.folder) as scratch, duckdb.connect(config={"temp_directory": scratch}) as con:
        sheets = read(con, upload.files, home.workspace, progress)
        suggested = _in_order(suggest(con, sheets, home.workspace, home.lake.current()), sheets)
        for i, sheet in enumerate(sheets):
            rows = f"SELECT * FROM {sheet.relation} ORDER BY {LINE} LIMIT {SAMPLE}"
            con.execute(f"COPY ({rows}) TO '{_rows(upload.folder, i)}' (FORMAT parquet)")
    document = {
        "form": FORM,
        "sheets": [kept.sheet_document(sheet) for sheet in sheets],
        "suggested": dump(suggested),
        "evidence": kept.evidence_document(suggested),
    }
    write_atomically(upload.folder / "look.json", json.dumps(document, ensure_ascii=False))


def rows_seen(upload: Upload) -> int | None:
    """In all the sheets; None where :meth:`Look.of` is."""
    document = _kept(upload)
    return None if document is None else sum(sheet["rows"] for sheet in document["sheets"])


def _kept(upload: Upload) -> dict[str, Any] | None:
    document = upload.told("look")
    return document if document and document.get("form") == FORM else None


def _in_order(suggested: Mapping, sheets: list[Sheet]) -> Mapping:
    """One file of the mapping for each sheet, each naming its worksheet."""
    return Mapping(tuple(replace(file, sheet=sheet.sheet) for file, sheet in zip(suggested.files, sheets, strict=True)))


def _examples(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[str, str]:
    cells = ", ".join(f"first({one.cell}) FILTER ({one.cell} IS NOT NULL)" for one in sheet.columns)
    found = con.execute(f"SELECT {cells} FROM {sheet.relation}").fetchone() if cells else None
    named = zip((one.name for one in sheet.columns), found or (), strict=bool(found))
    return {name: str(cell) for name, cell in named if cell is not None}


def _rows(folder: Path, number: int) -> Path:
    return folder / f"rows-{number}.parquet"
