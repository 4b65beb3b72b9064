"""Reading the vocabulary's files: one YAML file for each language and each CRM."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from keyfunnel.intake.mapping.suggest.headers import squeezed, words
from keyfunnel.model.table import Table

_FOLDER = Path(__file__).parents[1] / "vocabulary"


class Known(NamedTuple):
    """A header known for ``column``; ``score`` says how sure that is, ``source`` which language or CRM has it."""

    column: str
    score: float
    source: str


def read_documents() -> list[dict[str, Any]]:
    """The files' contents, English first: it says what the others add to."""
    files = sorted(_FOLDER.glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem))
    # Everything is text: elsewhere YAML takes "on" and "yes" for truth values. This loader makes nothing but text.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return [yaml.load(path.read_text("utf-8"), loader) for path in files]  # noqa: S506 - as above


def headers_of(table: Table, documents: list[dict[str, Any]]) -> dict[str, tuple[Known, ...]]:
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


def codes_of(documents: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for document in documents:
        for place, headers in document.get("codes", {}).items():
            for header, meant in headers.items():
                found.setdefault(place, {})[squeezed(words(header))] = {
                    words(str(code)): meaning for meaning, codes in meant.items() for code in codes
                }
    return found


def united(documents: list[dict[str, Any]], *path: str) -> dict[str, list[str]]:
    united: dict[str, list[str]] = {}
    for document in documents:
        part: dict[str, Any] = document
        for step in path:
            part = part.get(step, {})
        for key, found in part.items():
            united.setdefault(key, []).extend(str(word) for word in found)
    return united


def beginnings_of(documents: list[dict[str, Any]]) -> dict[str, dict[str, Known]]:
    found: dict[str, dict[str, Known]] = {}
    for document in documents:
        for table, columns in document.get("beginnings", {}).items():
            for column, begins in columns.items():
                known = Known(column, 0.8, document["name"])
                found.setdefault(table, {}).update({words(begin): known for begin in begins})
    return found
