"""Values of manual KPIs from a file: CSV with a header, or YAML with a list of ``values``."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput, KeyfunnelError, did_you_mean, or_known
from keyfunnel.planning.document.yaml_tree import load
from keyfunnel.planning.entered.values import Value, read
from keyfunnel.planning.organisation import Organisation
from keyfunnel.texts import N_

COLUMNS = ("kpi", "date", "value", "scope", "comment")
REQUIRED = ("date", "value")

Row = tuple[str, Mapping[str, str]]
"""Where it stands, and what it says."""


def read_values(home: Home, file: Path, kpi: str | None = None) -> list[Value]:
    """Every value of ``file``; of ``kpi`` where a row names none. An empty value withdraws the one that stands.

    Raises :class:`BadInput`, naming the line, for the first that can't be meant.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = str(getattr(error, "strerror", None) or error)
        raise BadInput.at(str(file), N_("not readable: {why}"), why=why) from None
    rows = _of_yaml(text, file.name) if file.suffix.lower() in (".yaml", ".yml") else _of_csv(text, file.name)
    edition = home.lake.current()
    people = Organisation(edition.facts()) if edition else None
    found = [_read(home, people, place, row, kpi) for place, row in rows]
    if not found:
        raise BadInput.at(file.name, N_("holds no values"))
    return found


def _read(home: Home, people: Organisation | None, place: str, row: Mapping[str, str], kpi: str | None) -> Value:
    for name in REQUIRED:
        if name not in row:
            raise BadInput.at(place, N_("{name} is missing"), name=name)
    key = row.get("kpi") or kpi
    if not key:
        raise BadInput.at(place, N_("{name} is missing"), name="kpi")
    try:
        return read(
            home.workspace, people, key, row["date"], row["value"], row.get("scope", ""), row.get("comment", "")
        )
    except KeyfunnelError as error:
        raise BadInput.at(place, error.message) from None


def _of_csv(text: str, name: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    lines = csv.DictReader(text.splitlines(), delimiter=delimiter)
    for header in lines.fieldnames or ():
        _known(header.strip().casefold(), f"{name} line 1")
    for row in lines:
        said = {column.strip().casefold(): value or "" for column, value in row.items() if isinstance(column, str)}
        if any(value.strip() for value in said.values()):
            yield f"{name} line {lines.line_num}", said


def _of_yaml(text: str, name: str) -> Iterator[Row]:
    for place in load(text, name)[0].fields(("values",), required=("values",))["values"].items("values"):
        fields = place.fields(COLUMNS, required=REQUIRED)
        yield f"{name} line {place.line}", {field: inner.written.strip() for field, inner in fields.items()}


def _known(header: str, place: str) -> None:
    if header not in COLUMNS:
        hint = or_known(did_you_mean(header, COLUMNS), COLUMNS)
        raise BadInput.at(place, N_("there is no column {word!r}{hint}"), word=header, hint=hint)
