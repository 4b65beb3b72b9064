"""What to count of a column: planned by a few of its cells, which most candidates don't fit by their shape alone."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
from keyfunnel.intake.typing.words import BLANKS, EMPTY_WORDS
from keyfunnel.model.table import Type

# A candidate that the shapes of half of the cells speak against can't hold for 95 % of the column.
_LIKELY = 0.5
# Of what half of the cells are, so many that are taken here and there don't all lack it.
_EVERY, _SOME = 8, 20
# Hardly a cell comes twice.
_SCATTERED = 0.9

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
class Plan:
    """What is counted of one column, once its cells are in plain digits and times as far as its ``dress`` asks."""

    traits: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    marks: str = ""
    dress: frozenset[str] = frozenset()
    scattered: bool = False

    def plainest(self) -> "Plan":
        """The same without the candidates that only dress up a plainer one among them."""
        dressed = {one for plain, others in _DRESSED.items() if plain in self.candidates for one in others}
        return replace(self, candidates=tuple(one for one in self.candidates if one not in dressed))

    def cells(self, each: str) -> str:
        """A query of the cells that the query ``each`` gives as ``written``, ``n`` times: beside these, in plain digits
        and times ``v``, and whether that ``is_plain``, a number with nothing to it."""
        cells = f"SELECT written, n, {plain_sql('written', self.dress)} AS v FROM ({each})"
        return f"SELECT *, {_PLAIN.test('v', '')} AS is_plain FROM ({cells}) WHERE v IS NOT NULL"

    def questions(self) -> list[str]:
        """For each trait, mark of dress and candidate, whether a cell has it or can be read so: SQL over
        :meth:`cells`."""
        return [
            *(
                _unless_plain(trait_sql(trait, "v")) if trait in SPELT else trait_sql(trait, "v")
                for trait in self.traits
            ),
            *(wears_sql(mark, "written") for mark in sorted(self.dress)),
            *(self.test(candidate) for candidate in self.candidates),
        ]

    def test(self, candidate: Candidate) -> str:
        """Whether a cell can be read so, as SQL over :meth:`cells`."""
        if candidate == _PLAIN:
            return "is_plain"
        if candidate.type is Type.INTEGER:
            return f"is_plain AND {integer_sql('v', PLAIN)} IS NOT NULL"
        return candidate.test("v", self.marks)


def _unless_plain(question: str) -> str:
    return f"CASE WHEN is_plain THEN false ELSE {question} END"


def plan_for(sample: Sequence[str]) -> Plan:
    """The plan for a column that has these cells among others."""
    cells = [plain(cell) for value in sample if (cell := value.strip(BLANKS)).lower() not in EMPTY_WORDS]
    different = Counter(cells)
    with_digits = sum(map(has_digit, cells)) >= _LIKELY * len(cells)
    likely = tuple(
        candidate
        for candidate in CANDIDATES
        if (with_digits or candidate.type is Type.BOOLEAN) and cells and _mostly(candidate.looks_right, different)
    )
    if not likely:
        return Plan()
    # A zone makes no cell more or less readable.
    marks = [mark for mark in ("12h", "BE") if any(has_trait(mark, cell) for cell in cells)]
    kinds = {candidate.is_date for candidate in likely}
    traits = (*(DATE_TRAITS if True in kinds else ()), *(NUMBER_TRAITS if False in kinds else ()))
    dress = frozenset({DIGITS, CLOCK} if True in kinds else {DIGITS})
    return Plan(traits, likely, " ".join(marks), dress, len(different) > _SCATTERED * len(cells))


def _mostly(looks_right: Callable[[str], bool], cells: Counter[str]) -> bool:
    """Whether that is true of enough of the cells; asked no longer than until it can't be any more, and not at all of
    most of them where it is true of none of some."""
    some = list(cells)[::_EVERY]
    if len(some) >= _SOME and not any(map(looks_right, some)):
        return False
    spare = (1 - _LIKELY) * cells.total()
    for cell, times in cells.items():
        if not looks_right(cell):
            spare -= times
            if spare < 0:
                return False
    return True
