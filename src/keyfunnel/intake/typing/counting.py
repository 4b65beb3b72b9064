"""Counting, over a whole column, how many cells can be read in which way."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import duckdb

from keyfunnel.intake.typing.candidates import (
    CANDIDATES,
    DATE_TRAITS,
    NUMBER_TRAITS,
    Candidate,
    has_digit,
    has_trait,
    trait_sql,
)
from keyfunnel.intake.typing.dates import ANY, DATE_FORMATS, ISO
from keyfunnel.intake.typing.formats import CLOCK, DIGITS
from keyfunnel.intake.typing.numbers import NUMBER_FORMATS, PLAIN
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


def count(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> list[Counts]:
    """Counts for each column ``c0`` … of ``relation``, over all its rows. Candidates that a sample rules out aren't
    among them; nor are those that read no more than a plain one which reads every cell."""
    plans = dict(enumerate(_plan(con, relation, position) for position in range(width)))
    first = _scan(con, relation, {position: plan.plainest() for position, plan in plans.items()})
    unsettled = {
        position: plans[position]
        for position, counts in first.items()
        if plans[position].plainest() != plans[position] and not _settled(counts)
    }
    again = _scan(con, relation, unsettled) if unsettled else {}
    return [again.get(position, first[position]) for position in range(width)]


def _settled(counts: Counts) -> bool:
    """Whether some candidate reads every cell, and no other could mean something else by them."""
    whole = any(parsed == counts.filled for parsed in counts.parsed.values())
    marks = counts.traits.get("mark", 0)
    return whole and not 0 < marks == counts.traits.get("mark before three", 0)


def _scan(con: duckdb.DuckDBPyConnection, relation: str, plans: Mapping[int, "_Plan"]) -> dict[int, Counts]:
    filled = ", ".join(f"count({empty_to_null(f'c{position}')})" for position in plans)
    answers = con.execute(f"SELECT {filled} FROM {relation}").fetchall()[0]
    return {
        position: _ask(con, relation, position, plan, int(answer))
        for (position, plan), answer in zip(plans.items(), answers, strict=True)
    }


def _ask(con: duckdb.DuckDBPyConnection, relation: str, position: int, plan: "_Plan", filled: int) -> Counts:
    """Asked of each different cell once. (Asked of every cell, DuckDB would trim it anew for each question.)"""
    if not plan.candidates:
        return Counts(filled, {}, {})
    each = f"SELECT {empty_to_null(f'c{position}')} AS written, count(*) AS n FROM {relation} GROUP BY written"
    cells = f"SELECT written, n, {plain_sql('written', plan.dress)} AS v FROM ({each})"
    asked = ", ".join(f"sum(n) FILTER ({question})" for question in plan.questions())
    found = con.execute(f"SELECT {asked} FROM ({cells}) WHERE v IS NOT NULL").fetchall()[0]
    answers = iter(int(answer or 0) for answer in found)
    return Counts(
        filled,
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

    def plainest(self) -> "_Plan":
        """The same without the candidates that only dress up a plainer one among them."""
        dressed = {one for plain, others in _DRESSED.items() if plain in self.candidates for one in others}
        return replace(self, candidates=tuple(one for one in self.candidates if one not in dressed))

    def questions(self) -> list[str]:
        return [
            *(trait_sql(trait, "v") for trait in self.traits),
            *(wears_sql(mark, "written") for mark in sorted(self.dress)),
            *(candidate.test("v", self.marks) for candidate in self.candidates),
        ]


def _plan(con: duckdb.DuckDBPyConnection, relation: str, position: int) -> _Plan:
    rows = con.execute(
        f"SELECT v FROM (SELECT c{position} AS v FROM {relation} WHERE c{position} IS NOT NULL) "
        f"USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1)"
    ).fetchall()
    cells = [plain(cell) for (value,) in rows if (cell := value.strip(BLANKS)).lower() not in EMPTY_WORDS]
    with_digits = sum(map(has_digit, cells)) >= _LIKELY * len(cells)
    likely = tuple(
        candidate
        for candidate in CANDIDATES
        if (with_digits or candidate.type is Type.BOOLEAN) and cells and _mostly(candidate.looks_right, Counter(cells))
    )
    if not likely:
        return _Plan()
    # A zone makes no cell more or less readable.
    marks = [mark for mark in ("12h", "BE") if any(has_trait(mark, cell) for cell in cells)]
    kinds = {candidate.is_date for candidate in likely}
    traits = (*(DATE_TRAITS if True in kinds else ()), *(NUMBER_TRAITS if False in kinds else ()))
    return _Plan(traits, likely, " ".join(marks), frozenset({DIGITS, CLOCK} if True in kinds else {DIGITS}))


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
