"""How far two values of a field agree: levels from the same to different, each a condition on both values.

``m`` is how often two records of the same one are at the level, ``u`` how often two of different ones are, before
anything is learnt from the data; see :mod:`keyfunnel.intake.dedupe.training`.
"""

from dataclasses import dataclass

from keyfunnel.intake.dedupe.fields import Compared, Kind


@dataclass(frozen=True)
class Level:
    """``condition`` is SQL over ``{l}`` and ``{r}``, the two values, neither NULL."""

    label: str
    condition: str
    m: float
    u: float


# Store 12 and Store 13 look alike and are two: where digits stand in both, they must be the same.
_SAME_DIGITS = r"regexp_replace({l}, '\D', '', 'g') = regexp_replace({r}, '\D', '', 'g')"
_SAME = "{l} = {r}"


def _like(threshold: float) -> str:
    return f"(jaro_winkler_similarity({{l}}, {{r}}) >= {threshold} AND {_SAME_DIGITS})"


# Adam and Diana Edwards look alike as a whole; each word must. An initial is like its name (0.775).
_EACH_WORD = (
    "list_min(list_transform(string_split({l}, ' '), lambda one: list_max(list_transform(string_split({r}, ' '), "
    "lambda other: jaro_winkler_similarity(one, other))))) >= 0.77"
)


def _typing_errors(most: int) -> str:
    return f"damerau_levenshtein({{l}}, {{r}}) <= {most}"


def _scale(*levels: tuple[str, str, float, float]) -> tuple[Level, ...]:
    """The levels and what is left: different."""
    above = tuple(Level(*level) for level in levels)
    return (*above, Level("different", "true", 1 - sum(one.m for one in above), 1 - sum(one.u for one in above)))


LEVELS: dict[Kind, tuple[Level, ...]] = {
    Kind.NAME: _scale(
        ("same", _SAME, 0.80, 0.004),
        ("similar", f"{_like(0.92)} AND {_EACH_WORD}", 0.10, 0.003),
        ("close", f"{_like(0.85)} AND {_EACH_WORD}", 0.05, 0.01),
    ),
    Kind.COMPANY: _scale(
        ("same", _SAME, 0.75, 0.0005),
        ("similar", _like(0.94), 0.12, 0.001),
        ("close", f"{_like(0.88)} OR (least(length({{l}}), length({{r}})) >= 5 AND {_SAME_DIGITS} AND "
         "(starts_with({l}, {r}) OR starts_with({r}, {l})))", 0.08, 0.005),
    ),
    # The same mailbox at another house is no more than the same name: jsmith is at most of them.
    Kind.EMAIL: _scale(("same", _SAME, 0.75, 0.0003), ("similar", _typing_errors(1), 0.08, 0.0003)),
    Kind.PHONE: _scale(("same", _SAME, 0.70, 0.0005), ("similar", _typing_errors(1), 0.05, 0.0005)),
    Kind.DOMAIN: _scale(("same", _SAME, 0.85, 0.0005)),
    Kind.DIGITS: _scale(
        ("same", _SAME, 0.85, 0.0002), ("similar", _typing_errors(1), 0.08, 0.0005),
        ("close", _typing_errors(2), 0.03, 0.01),
    ),
    Kind.WORDS: _scale(
        ("same", _SAME, 0.75, 0.002), ("similar", _like(0.92), 0.10, 0.003), ("close", _like(0.85), 0.07, 0.02)
    ),
    Kind.CODE: _scale(("same", _SAME, 0.80, 0.01), ("similar", _typing_errors(1), 0.10, 0.03)),
    Kind.PLACE: _scale(("same", _SAME, 0.90, 0.20)),
}  # fmt: skip


def levels(column: Compared) -> tuple[Level, ...]:
    return LEVELS[column.field.kind]


def condition(level: Level, name: str) -> str:
    """The level's condition on column ``name`` of both records, as splink names them."""
    return level.condition.format(l=f'"{name}_l"', r=f'"{name}_r"')


def agreement(column: Compared, gamma: int) -> str:
    """The label of the level that splink counts as ``gamma``: different is 0, the same the highest, -1 not known."""
    if gamma < 0:
        return "missing"
    return levels(column)[len(levels(column)) - 1 - gamma].label
