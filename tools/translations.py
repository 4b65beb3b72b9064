"""Gather every sentence that is marked for translation, and bring the catalogues up to date with them.

``python -m tools.translations`` rewrites ``django.pot`` and merges it into each ``django.po``: translations that
exist stay, new sentences come in empty. No gettext programs are needed.
"""

import os
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from keyfunnel.model.tables import RECORDED, TABLES
from keyfunnel.texts.catalogue import LANGUAGES, LOCALE_DIR, locale_folder

SOURCE = LOCALE_DIR.parents[1]
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def gather() -> Catalog:
    """All marked sentences of the Python modules and the templates, with where they stand."""
    catalogue = Catalog(project="Keyfunnel", charset="utf-8")
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        where = file.relative_to(SOURCE.parent).as_posix()
        for line, text, comments, context in _marked(file):
            catalogue.add(text, None, [(where, line)], auto_comments=comments, context=context)
    for table in (*TABLES, *RECORDED):  # what tables and columns mean is data, shown where files are mapped
        for meaning in (table.meaning, *(column.meaning for column in table.columns)):
            catalogue.add(meaning, None, [("keyfunnel/model/tables.py", 1)])
    return catalogue


def _marked(file: Path) -> Iterable[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    if file.suffix == ".py":
        return extract("python", BytesIO(file.read_bytes()), KEYWORDS, ["Translators:"])
    return _in_template(file.read_text(encoding="utf-8"))


def _in_template(text: str) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keyfunnel.config.settings")
    from django.utils.translation.template import templatize

    # What isn't marked comes back as rows of X, indented like the template: to Python's tokenizer that is an error.
    lines = (line.lstrip() for line in templatize(text).splitlines(keepends=True))
    yield from extract("python", BytesIO("".join(lines).encode()), KEYWORDS, ["Translators:"])


def update() -> None:
    template = gather()
    _write(LOCALE_DIR / "django.pot", template)
    for language in LANGUAGES:
        if language == "en":
            continue
        path = LOCALE_DIR / locale_folder(language) / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        locale = Locale.parse(language, sep="-")
        catalogue = Catalog(locale=locale, project="Keyfunnel", charset="utf-8")
        if path.exists():
            with path.open("rb") as text:
                catalogue = read_po(text, locale=locale)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        _write(path, catalogue)
        missing = len([message for message in catalogue if message.id and not _complete(message.string)])
        print(f"{language}: {len(catalogue)} sentences, {missing} missing")


def _complete(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) and all(string or ())


def _write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as target:
        write_po(target, catalogue, width=100, sort_output=True, omit_header=False)


if __name__ == "__main__":
    update()
