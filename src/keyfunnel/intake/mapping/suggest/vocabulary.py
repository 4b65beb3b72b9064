"""The words by which exports call tables, columns and values: one YAML file for each language and each CRM."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from keyfunnel.intake.mapping.suggest.headers import Header, runs_on, singular, squeezed, words
from keyfunnel.model.table import Table
from keyfunnel.model.tables import TABLES
from keyfunnel.model.tables import table as table_called

_FOLDER = Path(__file__).parents[1] / "vocabulary"
# How alike two headers must be for one to be taken as the other misspelt, out of 100.
_MISSPELT = 90
_LONG_ENOUGH = 6


class Match(NamedTuple):
    """``score`` up to 1; ``word`` is the known header it matched and ``source`` the language or CRM that has it;
    ``by_noun`` where the header names the table too ("Deal Stage")."""

    score: float
    word: str
    source: str
    by_noun: bool = False


class Known(NamedTuple):
    """A header known for ``column``; ``score`` says how sure that is, ``source`` which language or CRM has it."""

    column: str
    score: float
    source: str


@dataclass(frozen=True)
class Vocabulary:
    """``headers`` gives for each table what its columns are called; ``nouns`` what its rows are called; ``values`` the
    words for each of the model's words in ``table.column``, and ``codes`` those that mean it under one header only.
    ``amounts`` are headers of what a deal was to bring, and of what it brought."""

    headers: Mapping[str, Mapping[str, tuple[Known, ...]]]
    nouns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, frozenset[str]]]
    codes: Mapping[str, Mapping[str, Mapping[str, str]]]
    signs: Mapping[str, frozenset[str]]
    flags: Mapping[str, frozenset[str]]
    dated: Mapping[str, frozenset[str]]
    name_parts: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, frozenset[str]]

    @cached_property
    def squeezed(self) -> Mapping[str, Mapping[str, tuple[Known, ...]]]:
        """``headers`` as they are written without spaces."""
        return {
            table: {squeezed(word): known for word, known in reversed(list(headers.items()))}
            for table, headers in self.headers.items()
        }

    @cached_property
    def mails(self) -> tuple[str, ...]:
        """What e-mail addresses are called, longest first."""
        known = {
            word for word, columns in self.headers["leads"].items() if any(one.column == "email" for one in columns)
        }
        return tuple(sorted(known, key=lambda word: (-len(word), word)))

    def matches(self, table: str, header: Header) -> dict[str, Match]:
        """The columns of ``table`` that ``header`` may name, and how well it does."""
        known = self.headers[table]
        forms = [(header.text, 0.0, False)]
        forms += [(bare, 0.02, True) for bare in header.without(self.nouns.get(table, ()))]
        forms += [(header.plain, 0.04, False)]
        found: dict[str, Match] = {}
        for word, less, by_noun in forms:
            for column, score, source in known.get(word, ()):
                found.setdefault(column, Match(score - less, word, source, by_noun))
        found = found or self._by_mail(table, header)
        if found:
            return found
        run_together = self.squeezed[table].get(squeezed(header.text), ())
        for column, score, source in run_together:
            found.setdefault(column, Match(score - 0.02, header.text, source))
        if found or len(header.text) <= _LONG_ENOUGH:
            return found
        near = extractOne(header.text, known.keys(), scorer=ratio, score_cutoff=_MISSPELT)
        return (
            {column: Match(score * 0.85, near[0], source) for column, score, source in known[near[0]]} if near else {}
        )

    def _by_mail(self, table: str, header: Header) -> dict[str, Match]:
        """Columns that refer to people, where the header says that it gives their e-mail addresses."""
        people = {
            one.name
            for one in table_called(table).references
            if one.references and "email" in table_called(one.references).names
        }
        found: dict[str, Match] = {}
        for bare in header.without(self.mails):
            for word in (bare, singular(bare)):
                for column, score, source in self.headers[table].get(word, ()):
                    if column in people:
                        found.setdefault(column, Match(score - 0.03, word, source))
        return found

    def meaning(self, place: str, value: str, header: str = "") -> str | None:
        """The model's word for ``value`` in ``table.column``, None where it is unknown. Under some headers a code means
        what it doesn't elsewhere."""
        text = words(value)
        if coded := self.codes.get(place, {}).get(squeezed(header)):
            return coded.get(text)
        return next((meant for meant, known in self.values[place].items() if text in known), None)

    def is_noun(self, table: str, name: str) -> bool:
        """Whether ``name`` is what rows of ``table`` are called, and nothing else."""
        said = [singular(word) for word in words(name).split()]
        return any([singular(word) for word in noun.split()] == said for noun in self.nouns.get(table, ()))

    def table_of(self, name: str) -> dict[str, int]:
        """Tables whose noun stands in a file's or worksheet's name, with how many words of it."""
        said = [singular(word) for word in words(name).split()]
        found: dict[str, int] = {}
        for table, nouns in self.nouns.items():
            lengths = [
                len(noun.split())
                for noun in nouns
                if _stands_in(noun.split(), said) or (runs_on(noun) and any(noun in word for word in said))
            ]
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
    documents = [yaml.load(path.read_text("utf-8"), loader) for path in files]  # noqa: S506 - as above
    return Vocabulary(
        {table.name: _headers(table, documents) for table in TABLES},
        {table: tuple(dict.fromkeys(map(words, found))) for table, found in _united(documents, "nouns").items()},
        {
            place: {meant: frozenset(map(words, found)) for meant, found in _united(documents, "values", place).items()}
            for place in {place for document in documents for place in document.get("values", {})}
        },
        _codes(documents),
        {sign: frozenset(map(words, found)) for sign, found in _united(documents, "signs").items()},
        {flag: frozenset(map(words, found)) for flag, found in _united(documents, "flags").items()},
        {flag: frozenset(map(words, found)) for flag, found in _united(documents, "dated").items()},
        {part: tuple(map(words, found)) for part, found in _united(documents, "name_parts").items()},
        {kind: frozenset(map(words, found)) for kind, found in _united(documents, "amounts").items()},
    )


def _headers(table: Table, documents: list[dict[str, Any]]) -> dict[str, tuple[Known, ...]]:
    """Known headers of a table's columns; where two files have the same one for a column, the first that is listed."""
    found: dict[str, dict[str, Known]] = {}
    for column in table.names:
        found.setdefault(words(column), {})[column] = Known(column, 1.0, "Keyfunnel")
    for document in documents:
        for column, headers in document.get("columns", {}).get(table.name, {}).items():
            for place, header in enumerate(headers):
                known = Known(column, max(0.75, 1.0 - 0.01 * place), document["name"])
                found.setdefault(words(header), {}).setdefault(column, known)
    return {header: tuple(known.values()) for header, known in found.items()}


def _codes(documents: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for document in documents:
        for place, headers in document.get("codes", {}).items():
            for header, meant in headers.items():
                found.setdefault(place, {})[squeezed(words(header))] = {
                    words(str(code)): meaning for meaning, codes in meant.items() for code in codes
                }
    return found


def _united(documents: list[dict[str, Any]], *path: str) -> dict[str, list[str]]:
    united: dict[str, list[str]] = {}
    for document in documents:
        part: dict[str, Any] = document
        for step in path:
            part = part.get(step, {})
        for key, found in part.items():
            united.setdefault(key, []).extend(str(word) for word in found)
    return united
