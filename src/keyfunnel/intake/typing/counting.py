"""Counting, over a whole column, how many cells can be read in which way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from keyfunnel.intake.typing.candidates import Candidate
from keyfunnel.intake.typing.census import Census
from keyfunnel.intake.typing.plain import plain, plain_sql
from keyfunnel.intake.typing.planned import Plan, plan_for
from keyfunnel.intake.typing.samples import sample_rows
from keyfunnel.intake.typing.stand_ins import stand_in_sql
from keyfunnel.intake.typing.words import empty_to_null
from keyfunnel.model.table import Type

_SAMPLE = 300  # random cells of a column, by which its plan is made
# So few different cells that the plain candidates leave unread are looked at one by one.
_FEW = 200


@dataclass(frozen=True)
class Counts:
    """How many cells of a column are filled, have each trait, and can be read as each candidate."""

    filled: int
    traits: dict[str, int]
    parsed: dict[Candidate, int]

    def marks(self, *among: str) -> str:
        """Those of ``among`` that some cells ask for."""
        return " ".join(mark for mark in among if self.traits.get(mark))


def count(con: duckdb.DuckDBPyConnection, relation: str, tidy: Sequence[bool], census: Census) -> list[Counts]:
    """Counts for each column ``c0`` … of ``relation``, over all its rows; ``tidy`` ones are taken as they stand.
    Candidates that a sample rules out aren't among them; nor are those that read no more than a plain one which reads
    every cell."""
    rows = int(con.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])
    columns = _columns(con, relation, tidy, census)
    samples = _samples(con, relation, len(tidy), rows)
    return [_counts(con, column, plan_for(sample)) for column, sample in zip(columns, samples, strict=True)]


@dataclass(frozen=True)
class Column:
    """``cell`` is the SQL of its cells, over ``source``: the sheet, or what was ``counted`` of it; ``filled`` of them
    hold something."""

    source: str
    cell: str
    tidy: bool
    counted: bool
    filled: int = 0


def _columns(con: duckdb.DuckDBPyConnection, relation: str, tidy: Sequence[bool], census: Census) -> Iterator[Column]:
    columns = []
    for position, stands in enumerate(tidy):
        name, source = f"c{position}", census.get(f"c{position}")
        cell = name if source is None else "written"
        columns.append(Column(source or relation, cell if stands else empty_to_null(cell), stands, source is not None))
    asked = ", ".join(f"count({column.cell})" for column in columns if not column.counted)
    each = iter(con.execute(f"SELECT {asked} FROM {relation}").fetchall()[0] if asked else ())
    for column in columns:
        yield replace(column, filled=int(_filled(con, column) if column.counted else next(each)))


def _filled(con: duckdb.DuckDBPyConnection, column: Column) -> int:
    asked = f"SELECT coalesce(sum(n) FILTER ({column.cell} IS NOT NULL), 0) FROM {column.source}"
    return int(con.execute(asked).fetchall()[0][0])


def _samples(con: duckdb.DuckDBPyConnection, relation: str, width: int, rows: int) -> list[list[str]]:
    """Random filled cells of each column: from rows taken at random where these have enough."""
    taken = sample_rows(con, relation, rows, _SAMPLE)
    found = [[row[position] for row in taken if row[position] is not None] for position in range(width)]
    return [
        cells if len(cells) >= _SAMPLE / 2 or rows <= _SAMPLE else _sample(con, relation, f"c{position}")
        for position, cells in enumerate(found)
    ]


def _sample(con: duckdb.DuckDBPyConnection, relation: str, name: str) -> list[str]:
    filled = f"SELECT {name} FROM {relation} WHERE {name} IS NOT NULL"
    rows = con.execute(f"FROM ({filled}) USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1)").fetchall()
    return [cell for (cell,) in rows]


def _counts(con: duckdb.DuckDBPyConnection, column: Column, plan: Plan) -> Counts:
    plainest = plan.plainest()
    first = _ask(con, column, plainest)
    return first if plainest == plan or _settled(con, column, plan, first) else _ask(con, column, plan)


def _settled(con: duckdb.DuckDBPyConnection, column: Column, plan: Plan, counts: Counts) -> bool:
    """Whether no dressed candidate could read more than the plain ones, or mean something else by the cells."""
    marks = counts.traits.get("mark", 0)
    if 0 < marks == counts.traits.get("mark before three", 0):
        return False
    best = max(counts.parsed.values(), default=0)
    if best == counts.filled:
        return True
    plainest = plan.plainest()
    left = con.execute(
        f"SELECT written, n FROM ({_cells(column, plainest)}) "
        f"WHERE NOT coalesce({' OR '.join(map(plainest.test, plainest.candidates)) or 'false'}, false) LIMIT {_FEW}"
    ).fetchall()
    if len(left) == _FEW or best + sum(times for _, times in left) != counts.filled:
        return False
    dressed = set(plan.candidates) - set(plainest.candidates)
    return not any(one.looks_right(plain(cell)) for cell, _ in left for one in dressed)


def _ask(con: duckdb.DuckDBPyConnection, column: Column, plan: Plan) -> Counts:
    if not plan.candidates:
        return Counts(column.filled, {}, {})
    asked = ", ".join(f"sum(n) FILTER ({question})" for question in plan.questions())
    found = con.execute(f"SELECT {asked} FROM ({_cells(column, plan)})").fetchall()[0]
    answers = iter(int(answer or 0) for answer in found)
    return Counts(
        column.filled,
        {trait: next(answers) for trait in (*plan.traits, *sorted(plan.dress))},
        {candidate: next(answers) for candidate in plan.candidates},
    )


def _cells(column: Column, plan: Plan) -> str:
    """Each different cell once, or what stands for it where nearly all differ; if nothing does, and nothing is to be
    done to any, each cell: see :meth:`Plan.cells`."""
    cells = f"SELECT {column.cell} AS written FROM {column.source}"
    if column.counted:
        cells = f"SELECT {column.cell} AS written, n FROM {column.source}"
        return plan.cells(cells if column.tidy else f"SELECT written, sum(n) AS n FROM ({cells}) GROUP BY written")
    if plan.scattered:
        if stand_in := stand_in_sql("written", plan.candidates):
            cells = f"SELECT {stand_in} AS written FROM ({cells})"
        elif column.tidy:
            return plan.cells(f"SELECT written, 1 AS n FROM ({cells})")
    return plan.cells(f"SELECT written, count(*) AS n FROM ({cells}) GROUP BY written")


def unreadable(
    con: duckdb.DuckDBPyConnection, relation: str, position: int, candidate: Candidate, marks: str
) -> tuple[str, ...]:
    """Some different cells of the column that can't be read as ``candidate``, as they stand in the file."""
    if candidate.type is Type.TEXT:
        return ()
    cells = f"SELECT DISTINCT {empty_to_null(f'c{position}')} AS written FROM {relation}"
    found = con.execute(
        f"SELECT written FROM (SELECT written, {plain_sql('written')} AS v FROM ({cells})) "
        f"WHERE v IS NOT NULL AND NOT coalesce({candidate.test('v', marks)}, false) ORDER BY written LIMIT 5"
    ).fetchall()
    return tuple(value for (value,) in found)
