"""The words by which exports call tables, columns and values: one YAML file for each language and each CRM."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from keyfunnel.intake.mapping.suggest.headers import Header, runs_on, singular, squeezed, unjoined, words
from keyfunnel.intake.mapping.suggest.vocabulary_files import (
    Known,
    beginnings_of,
    codes_of,
    headers_of,
    read_documents,
    united,
)
from keyfunnel.model.tables import TABLES
from keyfunnel.model.tables import table as table_called

# How alike two headers must be for one to be taken as the other misspelt, out of 100.
_MISSPELT = 90
_LONG_ENOUGH = 6
# Columns that are no references, but may hold the keys of a list ("status_id").
_LISTED = frozenset({"stage", "pipeline", "source"})
# What a reference may be by, at the end of its header.
_KEYS = frozenset({"name", "username", "id", "ids", "key", "code", "number", "no"})


class Match(NamedTuple):
    """``score`` up to 1; ``word`` is the known header it matched and ``source`` the language or CRM that has it;
    ``by_noun`` where the header names the table too ("Deal Stage")."""

    score: float
    word: str
    source: str
    by_noun: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """``headers`` gives for each table what its columns are called; ``nouns`` what its rows are called; ``values`` the
    words for each of the model's words in ``table.column``, and ``codes`` those that mean it under one header only.
    ``amounts`` are headers of what a deal was to bring, and of what it brought; ``telling`` those that only the
    exports of one table have, though no column is made of them. ``heads`` says for each language whether what a header
    speaks of stands first or last in it, and ``unlike`` which words beside it make it something else; ``beginnings``
    how headers begin that go on anyhow, as questions do. ``date_words`` tell which of a deal's dates a header means,
    ``roles`` who sells and who buys, ``others`` what rows are that are none of ours; ``questions`` are what headers
    begin with that ask for a column, and ``sources`` where deals come from."""

    headers: Mapping[str, Mapping[str, tuple[Known, ...]]]
    nouns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, frozenset[str]]]
    codes: Mapping[str, Mapping[str, Mapping[str, str]]]
    signs: Mapping[str, frozenset[str]]
    flags: Mapping[str, frozenset[str]]
    dated: Mapping[str, frozenset[str]]
    name_parts: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, frozenset[str]]
    telling: Mapping[str, frozenset[str]]
    heads: Mapping[str, str]
    unlike: frozenset[str]
    beginnings: Mapping[str, Mapping[str, Known]]
    date_words: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    others: Mapping[str, frozenset[str]]
    questions: Mapping[str, Mapping[str, frozenset[str]]]
    sources: frozenset[str]

    @cached_property
    def squeezed(self) -> Mapping[str, Mapping[str, tuple[str, tuple[Known, ...]]]]:
        """``headers`` as they are written without spaces, each with what it is with them."""
        return {
            table: {squeezed(word): (word, known) for word, known in reversed(list(headers.items()))}
            for table, headers in self.headers.items()
        }

    @cached_property
    def unjoined(self) -> Mapping[str, Mapping[str, tuple[str, tuple[Known, ...]]]]:
        """``headers`` of several words without those that only join them, each with what it is with them."""
        return {
            table: {unjoined(word): (word, known) for word, known in reversed(list(headers.items())) if " " in word}
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
        for spelt, same in (
            self.squeezed[table].get(squeezed(header.text), ("", ())),
            self.unjoined[table].get(unjoined(header.text), ("", ())),
        ):
            for column, score, source in same:
                found.setdefault(column, Match(score - 0.02, spelt, source))
        found = found or self._by_key(table, header) or self._by_own_noun(table, header)
        if found or len(header.text) <= _LONG_ENOUGH:
            return found
        for word, (column, score, source) in self.beginnings.get(table, {}).items():
            if header.text.startswith(word):
                return {column: Match(score, word, source)}
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

    def _by_key(self, table: str, header: Header) -> dict[str, Match]:
        """Columns that refer to other tables or lists, where the header says by what of theirs ("Assigned User ID")."""
        *said, last = header.text.split() or [""]
        if not said or last not in _KEYS:
            return {}
        refer = {one.name for one in table_called(table).references} | (_LISTED if last == "id" else set())
        known = self.headers[table].get(" ".join(said), ())
        return {column: Match(score - 0.03, header.text, source) for column, score, source in known if column in refer}

    def _by_own_noun(self, table: str, header: Header) -> dict[str, Match]:
        """The name, where a column is headed by what the rows are ("Lehetőség")."""
        if "name" not in table_called(table).names or not self.is_noun(table, header.text):
            return {}
        return {"name": Match(0.8, header.text, "Keyfunnel")}

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
    documents = read_documents()
    return Vocabulary(
        {table.name: headers_of(table, documents) for table in TABLES},
        {table: tuple(dict.fromkeys(map(words, found))) for table, found in united(documents, "nouns").items()},
        {
            place: {meant: frozenset(map(words, found)) for meant, found in united(documents, "values", place).items()}
            for place in {place for document in documents for place in document.get("values", {})}
        },
        codes_of(documents),
        {sign: frozenset(map(words, found)) for sign, found in united(documents, "signs").items()},
        {flag: frozenset(map(words, found)) for flag, found in united(documents, "flags").items()},
        {flag: frozenset(map(words, found)) for flag, found in united(documents, "dated").items()},
        {part: tuple(map(words, found)) for part, found in united(documents, "name_parts").items()},
        {kind: frozenset(map(words, found)) for kind, found in united(documents, "amounts").items()},
        {
            table: frozenset(form for word in map(words, found) for form in (word, squeezed(word)))
            for table, found in united(documents, "telling").items()
        },
        {"Keyfunnel": documents[0]["head"]}
        | {document["name"]: document["head"] for document in documents if "head" in document},
        frozenset(words(word) for document in documents for word in document.get("unlike", ())),
        beginnings_of(documents),
        {kind: frozenset(map(words, found)) for kind, found in united(documents, "date words").items()},
        {role: frozenset(map(words, found)) for role, found in united(documents, "role words").items()},
        {kind: frozenset(map(words, found)) for kind, found in united(documents, "others").items()},
        {
            table: {
                column: frozenset(map(words, found)) for column, found in united(documents, "questions", table).items()
            }
            for table in {table for document in documents for table in document.get("questions", {})}
        },
        frozenset(words(word) for document in documents for word in document.get("sources", ())),
    )
