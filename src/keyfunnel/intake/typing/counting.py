"""Counting, over a whole column, how many cells can be read in which way."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import duckdb

from keyfunnel.intake.typing.candidates import (
    CANDIDATES,
    DATE_TRAITS,
    NUMBER_TRAITS,
    SPELT,
    Candidate,
    has_digit,
    has_trait,
    trait_sql,
)
from keyfunnel.intake.typing.dates import ANY, DATE_FORMATS, ISO
from keyfunnel.intake.typing.formats import CLOCK, DIGITS
from keyfunnel.intake.typing.numbers import NUMBER_FORMATS, PLAIN, integer_sql
from keyfunnel.intake.typing.plain import plain, plain_sql, wears_sql
from keyfunnel.intake.typing.words import BLANKS, EMPTY_WORDS, empty_to_null
from keyfunnel.model.table import Type

# A candidate that the shapes of half of so many random cells speak against can't hold for 95 % of the column.
_SAMPLE = 300
_LIKELY = 0.5

_PLAIN = Candidate(Type.NUMBER, PLAIN)
_ISO = Candidate(Type.TIMESTAMP, ISO)
# Formats that read all that a plain one reads, at a greater cost.
_DRESSED: dict[Candidate, frozenset[Candidate]] = {
    _PLAIN: frozenset(Candidate(Type.NUMBER, name) for name in NUMBER_FORMATS) - {_PLAIN},
    **{
        Candidate(Type.TIMESTAMP, one): frozenset(Candidate(Type.TIMESTAMP, any_) for any_ in ANY)
        for one in DATE_FORMATS
        if one not in ANY
    },
}
_DRESSED[_ISO] |= {Candidate(Type.TIMESTAMP, "y/m/d")}


@dataclass(frozen=True)
class Counts:
    """How many cells of a column are filled, have each trait, and can be read as each candidate."""

    filled: int
    traits: dict[str, int]
    parsed: dict[Candidate, int]

    def marks(self, *among: str) -> str:
        """Those of ``among`` that some cells ask for."""
        return " ".join(mark for mark in among if self.traits.get(mark))


def count(con: duckdb.DuckDBPyConnection, relation: str, tidy: Sequence[bool]) -> list[Counts]:
    """Counts for each column ``c0`` … of ``relation``, over all its rows; ``tidy`` ones are taken as they stand.
    Candidates that a sample rules out aren't among them; nor are those that read no more than a plain one which reads
    every cell."""
    cells = [f"c{position}" if stands else empty_to_null(f"c{position}") for position, stands in enumerate(tidy)]
    filled = con.execute(f"SELECT {', '.join(f'count({cell})' for cell in cells)} FROM {relation}").fetchall()[0]
    samples = _samples(con, relation, len(tidy))
    return [
        _counts(con, Column(relation, cell, stands, filled), _plan(sample))
        for cell, stands, filled, sample in zip(cells, tidy, map(int, filled), samples, strict=True)
    ]


@dataclass(frozen=True)
class Column:
    """``cell`` is the SQL of its cells; ``filled`` of them hold something."""

    relation: str
    cell: str
    tidy: bool
    filled: int


def _samples(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> list[list[str]]:
    """Random filled cells of each column: from rows taken at random where these have enough."""
    rows = con.execute(f"FROM {relation} USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1)").fetchall()
    found = [[row[position] for row in rows if row[position] is not None] for position in range(width)]
    return [
        cells if len(cells) >= _SAMPLE / 2 else _sample(con, relation, f"c{position}")
        for position, cells in enumerate(found)
    ]


def _sample(con: duckdb.DuckDBPyConnection, relation: str, name: str) -> list[str]:
    filled = f"SELECT {name} FROM {relation} WHERE {name} IS NOT NULL"
    rows = con.execute(f"FROM ({filled}) USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1)").fetchall()
    return [cell for (cell,) in rows]


def _counts(con: duckdb.DuckDBPyConnection, column: Column, plan: "_Plan") -> Counts:
    plainest = plan.plainest()
    first = _ask(con, column, plainest)
    return first if plainest == plan or _settled(first) else _ask(con, column, plan)


def _settled(counts: Counts) -> bool:
    """Whether some candidate reads every cell, and no other could mean something else by them."""
    whole = any(parsed == counts.filled for parsed in counts.parsed.values())
    marks = counts.traits.get("mark", 0)
    return whole and not 0 < marks == counts.traits.get("mark before three", 0)


def _ask(con: duckdb.DuckDBPyConnection, column: Column, plan: "_Plan") -> Counts:
    """Asked of each different cell once, unless nearly all differ and nothing is to be done to any."""
    if not plan.candidates:
        return Counts(column.filled, {}, {})
    each = f"SELECT {column.cell} AS written, count(*) AS n FROM {column.relation} GROUP BY written"
    if plan.scattered and column.tidy:
        each = f"SELECT {column.cell} AS written, 1 AS n FROM {column.relation}"
    cells = f"SELECT written, n, {plain_sql('written', plan.dress)} AS v FROM ({each})"
    cells = f"SELECT *, {_PLAIN.test('v', '')} AS is_plain FROM ({cells}) WHERE v IS NOT NULL"
    asked = ", ".join(f"sum(n) FILTER ({question})" for question in plan.questions())
    found = con.execute(f"SELECT {asked} FROM ({cells})").fetchall()[0]
    answers = iter(int(answer or 0) for answer in found)
    return Counts(
        column.filled,
        {trait: next(answers) for trait in (*plan.traits, *sorted(plan.dress))},
        {candidate: next(answers) for candidate in plan.candidates},
    )


@dataclass(frozen=True)
class _Plan:
    """What is counted of one column, once its cells are in plain digits and times as far as its ``dress`` asks."""

    traits: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    marks: str = ""
    dress: frozenset[str] = frozenset()
    scattered: bool = False  # hardly a cell comes twice

    def plainest(self) -> "_Plan":
        """The same without the candidates that only dress up a plainer one among them."""
        dressed = {one for plain, others in _DRESSED.items() if plain in self.candidates for one in others}
        return replace(self, candidates=tuple(one for one in self.candidates if one not in dressed))

    def questions(self) -> list[str]:
        """Asked of the text ``v``, as it was ``written`` and whether it ``is_plain``: a number with nothing to it."""
        return [
            *(
                _unless_plain(trait_sql(trait, "v")) if trait in SPELT else trait_sql(trait, "v")
                for trait in self.traits
            ),
            *(wears_sql(mark, "written") for mark in sorted(self.dress)),
            *(self._test(candidate) for candidate in self.candidates),
        ]

    def _test(self, candidate: Candidate) -> str:
        if candidate == _PLAIN:
            return "is_plain"
        if candidate.type is Type.INTEGER:
            return f"is_plain AND {integer_sql('v', PLAIN)} IS NOT NULL"
        return candidate.test("v", self.marks)


def _unless_plain(question: str) -> str:
    return f"CASE WHEN is_plain THEN false ELSE {question} END"


def _plan(sample: Sequence[str]) -> _Plan:
    cells = [plain(cell) for value in sample if (cell := value.strip(BLANKS)).lower() not in EMPTY_WORDS]
    different = Counter(cells)
    with_digits = sum(map(has_digit, cells)) >= _LIKELY * len(cells)
    likely = tuple(
        candidate
        for candidate in CANDIDATES
        if (with_digits or candidate.type is Type.BOOLEAN) and cells and _mostly(candidate.looks_right, different)
    )
    if not likely:
        return _Plan()
    # A zone makes no cell more or less readable.
    marks = [mark for mark in ("12h", "BE") if any(has_trait(mark, cell) for cell in cells)]
    kinds = {candidate.is_date for candidate in likely}
    traits = (*(DATE_TRAITS if True in kinds else ()), *(NUMBER_TRAITS if False in kinds else ()))
    dress = frozenset({DIGITS, CLOCK} if True in kinds else {DIGITS})
    return _Plan(traits, likely, " ".join(marks), dress, len(different) > 0.9 * len(cells))


def _mostly(looks_right: Callable[[str], bool], cells: Counter[str]) -> bool:
    """Whether that is true of enough of the cells; asked no longer than until it can't be any more."""
    spare = (1 - _LIKELY) * cells.total()
    for cell, times in cells.items():
        if not looks_right(cell):
            spare -= times
            if spare < 0:
                return False
    return True


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
