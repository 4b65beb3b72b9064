"""Every sentence is there in every language, with the same fields."""

import re
import string
from collections.abc import Iterator

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tools.translations import gather

from keyfunnel.texts.catalogue import LANGUAGES, LOCALE_DIR, locale_folder

OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module")
def marked() -> Catalog:
    return gather()


def catalogue(language: str) -> Catalog:
    with (LOCALE_DIR / locale_folder(language) / "LC_MESSAGES" / "django.po").open("rb") as text:
        return read_po(text, locale=Locale.parse(language, sep="-"))


def sentences(of: Catalog) -> Iterator[Message]:
    return (message for message in of if message.id)


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_missing(language: str, marked: Catalog) -> None:
    known = catalogue(language)
    missing = []
    for message in sentences(marked):
        found = known.get(message.id, message.context)
        if found is None or not written(found.string) or not all(written(found.string)):
            missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_same_fields(language: str) -> None:
    differing = []
    for message in sentences(catalogue(language)):
        wanted = set().union(*(fields(text) for text in written(message.id)))
        differing += [form for form in written(message.string) if form and fields(form) != wanted]
    assert differing == []


def written(forms: object) -> list[str]:
    """The singular and plurals of a sentence; one where it has no plural."""
    return (
        [forms] if isinstance(forms, str) else [str(form) for form in forms] if isinstance(forms, list | tuple) else []
    )


def fields(text: str) -> set[str]:
    """Names in ``{braces}`` and ``%(percent)s`` forms."""
    named = {part.split(")")[0] for part in text.split("%(")[1:]}
    try:
        return named | {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return named


HAN = "[\u4e00-\u9fff]"


def test_chinese_has_no_space_between_a_number_and_what_it_counts() -> None:
    """As CLDR writes 14天 and 5个月."""
    spaced = re.compile(rf"(?<![\w.:-])\d[\d.,]*%? {HAN}|{HAN} \d[\d.,]*%?(?![\w.:-])|(%\(n\)s|{{n}}|:percent}}) {HAN}")
    texts = (form for message in sentences(catalogue("zh-hans")) for form in written(message.string))
    assert [text for text in texts if spaced.search(text.replace("ISO 4217", "ISO"))] == []
