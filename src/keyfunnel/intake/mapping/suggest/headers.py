"""Headers reduced to words that can be compared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from keyfunnel.intake.typing.currencies import CODES

# Said of a column's unit or clock rather than of what it holds.
_UNITS = frozenset({"utc", "gmt", "local", "euro", "euros", *CODES.lower().split("|")})
_IN = frozenset({"in", "en", "em"})
# What stands between a thing and what is said of it: "Nombre de la cuenta", "Wert der Chance", "date of deal".
_JOINTS = frozenset({
    "of", "the", "de", "la", "el", "del", "los", "las", "do", "da", "dos", "das", "der",
    "des", "die", "du", "le", "les", "l", "d", "a", "az",
})  # fmt: skip
_CUSTOM = re.compile(r"(__c|_c)$")
# How warehouse copies of CRMs prefix what the CRM calls by the rest.
_PREFIX = re.compile(
    r"^(property_|properties[._])(hs_)?|^hs_|^custom[._]|^(attributes|relationships)[._]", re.IGNORECASE
)
# How interfaces that follow JSON:API name the key of what a row refers to: "relationships.owner.data.id".
_RELATED = re.compile(r"[._]data[._]id$", re.IGNORECASE)
# How Jira heads the fields that its users added: "Custom field (Deal value)".
_ADDED = re.compile(r"^custom field \((.+)\)$", re.IGNORECASE)
# What packages of a Salesforce put in front of their own: "ssot__CloseDate__c".
_PACKAGE = re.compile(r"^[A-Za-z0-9]+__(?=.+__c$)")


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Lower-case words without accents: ``CloseDate``, ``close_date`` and ``Close-Date`` are all ``close date``."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s\b)", " ", text)  # "IDs" is one word
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.lower()))
    return " ".join(re.findall(rf"[^\W_]+(?:[{_THAI_MARKS}]+[^\W_]*)*", unicodedata.normalize("NFKC", bare)))


# Vowels and tones that stand above or below a Thai consonant; to Python they aren't part of a word.
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """``words`` without the spaces between them, as programs write names: ``CLOSEDATE``, ``createdon``."""
    return text.replace(" ", "")


@lru_cache(maxsize=4096)
def unjoined(text: str) -> str:
    """``words`` without those that only join others: "nome da conta" and "nome conta" are one."""
    return " ".join(word for word in text.split() if word not in _JOINTS)


def singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("uses") and len(word) > 5:
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@dataclass(frozen=True)
class Header:
    """``text`` is the header's words; ``plain`` without what stands in brackets and without units."""

    written: str
    text: str
    plain: str

    @classmethod
    def of(cls, written: str) -> "Header":
        bare = _PREFIX.sub("", _CUSTOM.sub("", _PACKAGE.sub("", _ADDED.sub(r"\1", written.strip()))))
        bare = _RELATED.sub(" id", bare)
        unbracketed = words(re.sub(r"[(\[].*?[)\]]", " ", unicodedata.normalize("NFKC", bare)))
        said = unbracketed.split()
        if len(said) > 2 and said[-1] in _UNITS and said[-2] in _IN:
            said = said[:-2]
        plain = " ".join(word for word in said if word not in _UNITS)
        return cls(written, words(bare), plain or words(bare))

    def without(self, nouns: Sequence[str]) -> Iterator[str]:
        """The words without a noun in front of or behind them, then without two of them ("Deal - Deal created")."""
        once = list(
            dict.fromkeys(bare for text in {self.text: 0, self.plain: 0} for bare in _without(text, tuple(nouns)))
        )
        yield from once
        for bare in once:
            yield from _without(bare, tuple(nouns))

    @property
    def is_id(self) -> bool:
        said = self.text.split()
        return bool(set(said) & {"id", "ids", "key", "code", "uuid", "guid", "number"}) and said[-1] != "name"

    @property
    def is_email(self) -> bool:
        return bool(set(self.text.split()) & {"email", "mail"})


def runs_on(noun: str) -> bool:
    """Whether its script writes words without spaces between them."""
    return noun[:1] >= "\u0e00"


def said_in(header: str, words: Iterable[str]) -> str:
    """The longest of ``words`` that stands in a plain ``header``, anywhere in it where its script has no spaces; ''
    where none does."""
    each = set(header.split())
    return max((word for word in words if (word in header if runs_on(word) else word in each)), key=len, default="")


def _without(text: str, nouns: tuple[str, ...]) -> Iterator[str]:
    spaced, run_on, longest = _kinds(nouns)
    for noun in run_on:
        yield from filter(None, (_cut(text, noun).strip(),))
    said = text.split()
    for length in range(1, min(longest, len(said) - 1) + 1):
        if _singular_end(said[:length]) in spaced:
            yield _without_joints(said[length:])
        if _singular_end(said[-length:]) in spaced:
            yield _without_joints(said[:-length])


@lru_cache(maxsize=64)
def _kinds(nouns: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...], int]:
    """Nouns of scripts with spaces between words, each with its last word in the singular; the others; and how many
    words the longest of the former has."""
    spaced = [noun.split() for noun in nouns if not runs_on(noun)]
    return (
        frozenset(_singular_end(noun) for noun in spaced),
        tuple(filter(runs_on, nouns)),
        max(map(len, spaced), default=0),
    )


def _singular_end(said: Sequence[str]) -> str:
    return " ".join([*said[:-1], singular(said[-1])])


def _cut(text: str, noun: str) -> str:
    """``text`` without ``noun`` at its beginning or end; empty where it has it at neither."""
    if text.startswith(noun):
        return text[len(noun) :].removeprefix("的")
    return text[: -len(noun)] if text.endswith(noun) else ""


def _without_joints(words_: Sequence[str]) -> str:
    said = list(words_)
    while len(said) > 1 and said[-1] in _JOINTS:
        said.pop()
    while len(said) > 1 and said[0] in _JOINTS:
        said.pop(0)
    return " ".join(said)
