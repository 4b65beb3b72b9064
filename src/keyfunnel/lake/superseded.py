"""A base table (or the chains) of which an update changed few rows: the file of the edition before, which both share,
the places of the rows in it that don't count any more, and the rows that came instead.

Nothing is copied, and a reader leaves out rows by their place, which costs little. Where these come to many, the next
edition makes the table anew.
"""

import json
from pathlib import Path

from keyfunnel.kpis.bases.base import Base
from keyfunnel.kpis.facts import TableFacts
from keyfunnel.lake import layout
from keyfunnel.lake.base_facts import bounded_by
from keyfunnel.lake.connection import Database
from keyfunnel.lake.table_version import column_document, column_from, parquet

AT_MOST = 0.1  # of the rows, before the table is made anew


def relation(edition: Path, path: Path) -> str:
    """What stands behind FROM for the table whose file is ``path``."""
    name = path.stem
    if not (layout.gone(edition, name).exists() or layout.more(edition, name).exists()):
        return parquet([path])
    more = parquet([layout.more(edition, name)])  # where only one of them is left, reading says so
    return f"({_left(edition, path)} UNION ALL BY NAME SELECT * FROM {more})"


def supersede(database: Database, edition: Path, before: Path, path: Path, superseded: str, fresh: str) -> bool:
    """Keep in ``edition`` the table that ``before`` keeps at ``path``, without the rows that the condition
    ``superseded`` holds for and with those of the relation ``fresh``. False, and nothing is kept, where these are many.
    """
    name = path.stem
    gone, more = layout.gone(edition, name), layout.more(edition, name)
    gone.parent.mkdir(exist_ok=True)
    places = f"SELECT file_row_number AS place FROM {_numbered(path)} WHERE {superseded}"
    came = f"SELECT * FROM {fresh}"
    if layout.more(before, name).exists():
        places += f" UNION SELECT place FROM {parquet([layout.gone(before, name)])}"
        came += f" UNION ALL BY NAME SELECT * FROM {parquet([layout.more(before, name)])} WHERE NOT ({superseded})"
    left_out = _copy(database, places, gone)
    added = _copy(database, came, more)
    ((rows,),) = database.run(f"SELECT count(*) FROM {parquet([path])}")
    if left_out + added > AT_MOST * rows:
        gone.unlink()
        more.unlink()
        return False
    return True


def rows_gone(edition: Path, before: Path, path: Path, superseded: str) -> str:
    """A query for the rows that ``edition`` left out of the table that ``before`` keeps at ``path``."""
    name = path.stem
    # By their places: of a file's parts without any of them nothing is read.
    places = f"SELECT place FROM {parquet([layout.gone(edition, name)])}"
    rows = f"SELECT * EXCLUDE (file_row_number) FROM {_numbered(path)} WHERE file_row_number IN "
    if not layout.more(before, name).exists():
        return f"{rows} ({places})"
    rows += f"({places} EXCEPT SELECT place FROM {parquet([layout.gone(before, name)])})"
    return f"{rows} UNION ALL BY NAME SELECT * FROM {parquet([layout.more(before, name)])} WHERE {superseded}"


def keep_known(database: Database, edition: Path, path: Path, what: Base) -> None:
    """Count what the base table holds in all, of the columns that it is asked about."""
    bounded = [*what.dates, *([] if what.weight is None else [what.weight])]
    others = [f"{one}_id" for one in what.dimensions]
    asked = ["count(*)", *(f'count("{column}")' for column in (*others, *bounded))]
    asked += [f'{bound}("{column}")' for column in bounded for bound in ("min", "max")]
    ((rows, *found),) = database.run(f"SELECT {', '.join(asked)} FROM {relation(edition, path)}")
    answers = iter(found)
    filled = {column: next(answers) for column in (*others, *bounded)}
    bounds = {column: (next(answers), next(answers)) for column in bounded}
    columns = {column: bounded_by(count, bounds.get(column, ())) for column, count in filled.items()}
    document = {"rows": rows, "columns": {name: column_document(facts) for name, facts in columns.items()}}
    layout.known(edition, path.stem).write_text(json.dumps(document), encoding="utf-8")


def known(path: Path) -> TableFacts | None:
    """What :func:`keep_known` counted of the base table whose file is ``path``; None where that is all of it."""
    counted = layout.known(path.parent.parent, path.stem)
    if not counted.exists():
        return None
    document = json.loads(counted.read_text(encoding="utf-8"))
    return TableFacts(document["rows"], {name: column_from(facts) for name, facts in document["columns"].items()})


def _left(edition: Path, path: Path) -> str:
    # Named on both sides: every file of this kind has such a column.
    gone = f"SELECT 1 FROM {parquet([layout.gone(edition, path.stem)])} AS gone WHERE gone.place = rest.file_row_number"
    return f"SELECT * EXCLUDE (file_row_number) FROM {_numbered(path)} AS rest WHERE NOT EXISTS ({gone})"


def _numbered(path: Path) -> str:
    return parquet([path]).removesuffix(")") + ", file_row_number = true)"


def _copy(database: Database, query: str, path: Path) -> int:
    ((rows,),) = database.run(f"COPY ({query}) TO '{str(path).replace(chr(39), 2 * chr(39))}' (FORMAT parquet)")
    return int(rows)
