"""The words by which exports call tables, columns and values: one YAML file for each language and each CRM."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz.fuzz import ratio

from keyfunnel.intake.mapping.suggest.headers import Header, singular, words
from keyfunnel.model.tables import TABLES

_FOLDER = Path(__file__).parents[1] / "vocabulary"
# How alike two headers must be for one to be taken as the other misspelt, out of 100.
_MISSPELT = 90


class Match(NamedTuple):
    """``score`` up to 1; ``word`` is the known header it matched and ``source`` the language or CRM that has it;
    ``by_noun`` where the header names the table too ("Deal Stage")."""

    score: float
    word: str
    source: str
    by_noun: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """``columns`` maps table and column to known headers, each with its score and source; ``nouns`` tables to what
    their rows are called; ``values`` ``table.column`` and a model's word to the words for it."""

    columns: Mapping[tuple[str, str], Mapping[str, tuple[float, str]]]
    nouns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, frozenset[str]]]
    flags: Mapping[str, frozenset[str]]
    dated: Mapping[str, frozenset[str]]
    name_parts: Mapping[str, tuple[str, ...]]

    def match(self, table: str, column: str, header: Header) -> Match | None:
        """How well ``header`` names the column; None where it doesn't."""
        known = self.columns[table, column]
        if header.text in known:
            score, source = known[header.text]
            return Match(score, header.text, source)
        for bare in header.without(self.nouns.get(table, ())):
            if bare in known:
                score, source = known[bare]
                return Match(score - 0.02, bare, source, by_noun=True)
        if header.plain != header.text and header.plain in known:
            score, source = known[header.plain]
            return Match(score - 0.04, header.plain, source)
        for word, (score, source) in known.items():
            if len(word) > 6 and abs(len(word) - len(header.text)) < 3 and ratio(word, header.text) >= _MISSPELT:
                return Match(score * 0.85, word, source)
        return None

    def meaning(self, place: str, value: str) -> str | None:
        """The model's word for ``value`` in ``table.column``, None where it is unknown."""
        text = words(value)
        return next((meant for meant, known in self.values[place].items() if text in known), None)

    def table_of(self, name: str) -> dict[str, int]:
        """Tables whose noun stands in a file's or worksheet's name, with how many words of it."""
        said = [singular(word) for word in words(name).split()]
        found: dict[str, int] = {}
        for table, nouns in self.nouns.items():
            lengths = [len(noun.split()) for noun in nouns if _stands_in(noun.split(), said)]
            if lengths:
                found[table] = max(lengths)
        return found


def _stands_in(noun: list[str], said: list[str]) -> bool:
    noun = [singular(word) for word in noun]
    return any(said[start : start + len(noun)] == noun for start in range(len(said) - len(noun) + 1))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Everything in the folder ``vocabulary`` taken together. English comes first: it says what the others add to."""
    files = sorted(_FOLDER.glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem))
    # Everything is text: elsewhere YAML takes "on" and "yes" for truth values. This loader makes nothing but text.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    documents = [yaml.load(path.read_text("utf-8"), loader) for path in files]  # noqa: S506
    columns: dict[tuple[str, str], dict[str, tuple[float, str]]] = {
        (table.name, column): {words(column): (1.0, "Keyfunnel")} for table in TABLES for column in table.names
    }
    for document in documents:
        for table, known in document.get("columns", {}).items():
            for column, headers in known.items():
                for place, header in enumerate(headers):
                    score = max(0.75, 1.0 - 0.01 * place)
                    columns[table, column].setdefault(words(header), (score, document["name"]))
    return Vocabulary(
        columns,
        {table: tuple(found) for table, found in _united(documents, "nouns").items()},
        {
            place: {meant: frozenset(map(words, found)) for meant, found in _united(documents, "values", place).items()}
            for place in {place for document in documents for place in document.get("values", {})}
        },
        {flag: frozenset(map(words, found)) for flag, found in _united(documents, "flags").items()},
        {flag: frozenset(map(words, found)) for flag, found in _united(documents, "dated").items()},
        {part: tuple(map(words, found)) for part, found in _united(documents, "name_parts").items()},
    )


def _united(documents: list[dict[str, Any]], *path: str) -> dict[str, list[str]]:
    united: dict[str, list[str]] = {}
    for document in documents:
        part: dict[str, Any] = document
        for step in path:
            part = part.get(step, {})
        for key, found in part.items():
            united.setdefault(key, []).extend(str(word) for word in found)
    return united
