"""JSON into relations: a record on each line, or one document with a list of them, as CRMs' interfaces answer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.kinds import beginning
from keyfunnel.intake.reading.layout import name_columns
from keyfunnel.intake.reading.noticed import noticed
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.records import BLANK, Record
from keyfunnel.intake.reading.utf8 import Utf8
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

# Where a line is no JSON it stands here as it is, so that it isn't lost.
_AS_IT_STANDS = "Line"
_Fields = dict[str, str | None]


def is_json(path: Path) -> bool:
    """Whether the text begins as JSON does; no table's header begins so."""
    start = beginning(path, 4096).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:1] == b"{" or (start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"]"))


def read_json(con: duckdb.DuckDBPyConnection, name: str, text: Utf8) -> Raw:
    """Objects within objects become columns such as ``properties.amount``. Raises :class:`BadInput` for a document
    without a list of objects."""
    headers: dict[str, None] = {}
    broken = 0
    for _, fields in _records(name, text):
        headers |= dict.fromkeys(fields)
        broken += _AS_IT_STANDS in fields
    columns = list(headers)
    relation = load.new_relation()
    load.create(con, relation, len(columns))
    blank = 0

    def rows() -> Iterator[Record]:
        nonlocal blank
        for line, fields in _records(name, text):
            if any(fields.values()):
                yield Record(line, [fields.get(column) or "" for column in columns])
            else:
                blank += 1

    load.insert(con, relation, len(columns), rows())
    found = []
    if blank:
        found.append(
            noticed(
                "blank_rows", N_("{n:# row without any value was|# rows without any value were} passed over"), n=blank
            )
        )
    if broken:
        kept = N_("{n:# line is no JSON; it is kept as it stands|# lines are no JSON; they are kept as they stand}")
        found.append(noticed("broken_json", kept, rows=broken, n=broken))
    return Raw(
        relation,
        name_columns(columns, len(columns)),
        encoding=text.encoding,
        findings=(*text.findings, *found),
    )


def _records(name: str, text: Utf8) -> Iterator[tuple[int, _Fields]]:
    """Each record flattened, with its line, or its number where the file is one document."""
    if not _is_lines(text):
        document = json.loads("".join(text.lines_of_text()))
        for number, entry in enumerate(_list_in(name, document), 1):
            yield number, _flat(entry)
        return
    for line, written in enumerate(text.lines_of_text(), 1):
        if not written.strip(BLANK + "\r\n"):
            continue
        try:
            yield line, _flat(json.loads(written))
        except ValueError:
            yield line, {_AS_IT_STANDS: written.strip()}


def _is_lines(text: Utf8) -> bool:
    """Whether the first line is an object by itself and isn't the whole of one document."""
    lines = (line for line in text.lines_of_text() if line.strip(BLANK + "\r\n"))
    first, second = next(lines, ""), next(lines, None)
    try:
        entry = json.loads(first)
    except ValueError:
        try:
            json.loads("".join(text.lines_of_text()))
        except ValueError:
            return True
        return False
    return isinstance(entry, dict) and (second is not None or not any(map(_is_table, entry.values())))


def _list_in(name: str, document: Any) -> list[Any]:
    if isinstance(document, list):
        return list(document)
    lists = [value for value in document.values() if _is_table(value)] if isinstance(document, dict) else []
    if lists:
        return max(lists, key=len)
    if isinstance(document, dict):
        return [document]
    raise BadInput(N_("{file} holds no list of records"), file=name)


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _flat(entry: Any, prefix: str = "") -> _Fields:
    if not isinstance(entry, dict):
        return {_whole(prefix.rstrip(".")) or _AS_IT_STANDS: _text(entry)}
    fields: _Fields = {}
    for key, value in entry.items():
        if isinstance(value, dict) and value:
            fields |= _flat(value, f"{prefix}{key}.")
        else:
            fields[_whole(f"{prefix}{key}")] = _text(value)
            if ids := _ids(value):
                fields[_whole(f"{prefix}{key}.id")] = "; ".join(ids)
    return fields


def _ids(value: Any) -> list[str]:
    """The keys of the records that a list refers to, each once; beside the list they are what a reference needs."""
    if not _is_table(value) or not all(isinstance(one.get("id"), (str, int)) for one in value):
        return []
    return list(dict.fromkeys(str(one["id"]) for one in value))


def _whole(text: str) -> str:
    """Without halves of characters, which JSON can write and nothing else can keep."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _text(value: Any) -> str | None:
    match value:
        case None | [] | {}:
            return None
        case bool():
            return "true" if value else "false"
        case str():
            return _whole(value)
        case list() if not any(isinstance(one, (dict, list)) for one in value):
            return "; ".join(filter(None, map(_text, value)))
        case int() | float():
            return repr(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
