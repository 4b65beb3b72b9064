"""CSV, TSV and their kin into a relation: DuckDB's reader where it can be trusted, ours where it can't."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import duckdb

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.delimiter import declared, find_delimiter
from keyfunnel.intake.reading.layout import Layout, find_layout, name_columns, titles_of
from keyfunnel.intake.reading.noticed import about_layout, noticed
from keyfunnel.intake.reading.passes import read_carefully, read_fast
from keyfunnel.intake.reading.places import Place
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.records import Record, records
from keyfunnel.intake.reading.utf8 import Utf8, to_utf8
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

_SAMPLE_LINES = 2000
_SAMPLE_RECORDS = 500


def read_delimited(
    con: duckdb.DuckDBPyConnection, place: Place, scratch: Path, locale: str, progress: Callable[[int], None]
) -> Raw:
    """Raises :class:`BadInput` where the file is no text, or lies in a folder and is prose rather than a table."""
    text = to_utf8(place.path, scratch, locale, progress)
    relation = load.new_relation()
    delimiter, sample = _sample(text)
    if not sample:
        load.create(con, relation, 0)
        empty = noticed("empty_file", N_("The file is empty"))
        return Raw(relation, (), encoding=text.encoding, findings=(*text.findings, empty))
    layout = find_layout(sample)
    if place.path.suffix.lower() == ".txt" and not place.given and _is_prose(sample, layout.width):
        raise BadInput(N_("{file} holds no table"), file=place.name)
    skip, width = _lines_before_data(layout, sample), layout.width
    findings = [*text.findings, *about_layout(layout)]
    if not read_fast(con, relation, text, delimiter, width, skip):
        width, irregular = read_carefully(con, relation, text, delimiter, width, skip)
        findings += irregular
    # In a single column, a row without a value is nothing but an empty line.
    if (blank := load.drop_blank(con, relation, width)) and width > 1:
        findings.append(
            noticed(
                "blank_rows", N_("{n:# row without any value was|# rows without any value were} passed over"), n=blank
            )
        )
    headers = name_columns(layout.header.cells if layout.header else None, width)
    written = tuple(layout.header.cells[:width]) if layout.header else ()
    return Raw(
        relation,
        headers,
        encoding=text.encoding,
        delimiter=delimiter,
        findings=tuple(findings),
        written=written,
        titles=titles_of(layout),
        blanks=text.blanks,
    )


def _sample(text: Utf8) -> tuple[str, list[Record]]:
    """The delimiter, and the first records without the line that may declare it."""
    head = list(islice(text.lines_of_text(), _SAMPLE_LINES))
    said = declared(head[0]) if head else None
    delimiter = said or find_delimiter(head)
    sample = list(islice(records(head, delimiter), _SAMPLE_RECORDS))
    return delimiter, sample[1:] if said else sample


def _lines_before_data(layout: Layout, sample: list[Record]) -> int:
    if layout.header:
        return layout.header.line + sum(cell.count("\n") for cell in layout.header.cells)
    return sample[len(layout.titles)].line - 1


def _is_prose(sample: list[Record], width: int) -> bool:
    return width < 2 or sum(len(record.cells) == width for record in sample) < 0.8 * len(sample)
