"""Counting, over a whole column, how many cells can be read in which way."""

from dataclasses import dataclass

import duckdb

from keyfunnel.intake.typing.candidates import CANDIDATES, TRAITS, Candidate, has_trait, trait_sql
from keyfunnel.intake.typing.words import BLANKS, EMPTY_WORDS, empty_to_null
from keyfunnel.model.table import Type

# A candidate that the shapes of half of so many random cells speak against can't hold for 95 % of the column.
_SAMPLE = 300
_LIKELY = 0.5


@dataclass(frozen=True)
class Counts:
    """How many cells of a column are filled, have each trait, and can be read as each candidate."""

    filled: int
    traits: dict[str, int]
    parsed: dict[Candidate, int]

    @property
    def marks(self) -> str:
        return " ".join(mark for mark in ("12h", "zoned", "BE") if self.traits.get(mark))


def count(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> list[Counts]:
    """Counts for each column ``c0`` … of ``relation``, over all its rows, in one scan. Candidates that a sample rules
    out aren't among them."""
    plans = [_plan(con, relation, position) for position in range(width)]
    questions = [question for position, plan in enumerate(plans) for question in plan.questions(f"v{position}")]
    cells = ", ".join(f"{empty_to_null(f'c{position}')} AS v{position}" for position in range(width))
    found = con.execute(f"SELECT {', '.join(questions)} FROM (SELECT {cells} FROM {relation})").fetchall()[0]
    answers = iter(int(answer or 0) for answer in found)
    return [
        Counts(
            next(answers),
            {trait: next(answers) for trait in plan.traits},
            {candidate: next(answers) for candidate in plan.candidates},
        )
        for plan in plans
    ]


@dataclass(frozen=True)
class _Plan:
    """What is counted of one column."""

    traits: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    marks: str = ""

    def questions(self, v: str) -> list[str]:
        return [
            f"count({v})",
            *(f"count_if({trait_sql(trait, v)})" for trait in self.traits),
            *(f"count_if({candidate.test(v, self.marks)})" for candidate in self.candidates),
        ]


def _plan(con: duckdb.DuckDBPyConnection, relation: str, position: int) -> _Plan:
    rows = con.execute(
        f"SELECT v FROM (SELECT c{position} AS v FROM {relation} WHERE c{position} IS NOT NULL) "
        f"USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1)"
    ).fetchall()
    cells = [cell for (value,) in rows if (cell := value.strip(BLANKS)).lower() not in EMPTY_WORDS]
    likely = tuple(
        candidate
        for candidate in CANDIDATES
        if cells and sum(map(candidate.looks_right, cells)) >= _LIKELY * len(cells)
    )
    if not likely:
        return _Plan()
    # A zone makes no cell more or less readable.
    marks = [mark for mark in ("12h", "BE") if any(has_trait(mark, cell) for cell in cells)]
    return _Plan(tuple(TRAITS), likely, " ".join(marks))


def unreadable(
    con: duckdb.DuckDBPyConnection, relation: str, position: int, candidate: Candidate, marks: str
) -> tuple[str, ...]:
    """Some different cells of the column that can't be read as ``candidate``, as they stand in the file."""
    if candidate.type is Type.TEXT:
        return ()
    found = con.execute(
        f"SELECT DISTINCT v FROM (SELECT {empty_to_null(f'c{position}')} AS v FROM {relation}) "
        f"WHERE v IS NOT NULL AND NOT coalesce({candidate.test('v', marks)}, false) ORDER BY v LIMIT 5"
    ).fetchall()
    return tuple(value for (value,) in found)
