"""What is told of cells as they were read: those that can't be, and those that could be read in another way too."""

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.cells import Cells
from keyfunnel.intake.cleaning.tallies import tally_of
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping.source import reading_as
from keyfunnel.model.table import Table
from keyfunnel.texts import N_, Message


def report(bench: Bench, part: Part, cells: Cells) -> None:
    """Findings for the cells of ``part``; rows with unreadable ones count as repaired."""
    if cells.unreadable:
        _report_unreadable(bench, part, cells)
    _report_assumed(bench, part)


def unreadable(table: Table, cells: Cells) -> dict[str, str]:
    """By column that can be so at all, whether the cell of a row of ``new_<table>`` was unreadable, as SQL."""
    return {name: f"(_unreadable >> {table.names.index(name)}) & 1 = 1" for name in cells.unreadable}


def _report_unreadable(bench: Bench, part: Part, cells: Cells) -> None:
    conditions = unreadable(part.table, cells)
    counts = tally_of(bench, part, conditions.values())
    if not any(counts.values()):
        return
    mine = f"new_{part.table.name} WHERE _sheet = {part.sheet_number}"
    bench.run(f"INSERT INTO repaired SELECT _sheet, _line FROM {mine} AND _unreadable <> 0")
    for name, condition in conditions.items():
        if rows := counts[condition]:
            column = f"{part.table.name}.{name}"
            params = {"rows": rows, "column": name, "example": _example(bench, cells, name)}
            text = N_("{rows:# row|# rows}: {column} can't be read and became empty, for example {example}")
            finding = Finding("unreadable_value", column, rows, Message("unreadable_value", text, params))
            bench.notice(part.sheet_number, finding)


def _report_assumed(bench: Bench, part: Part) -> None:
    """Say which columns could be read in more than one way, and how they were, where reading the file didn't yet."""
    for name, rule in part.rows.columns.items():
        source = part.sheet.column(rule.header or "")
        reading = reading_as(source, part.table.column(name).type) if source else None
        said = source and source.readings[0].assumed and source.readings[0].because
        if source and reading and reading.assumed and not said and source.header not in part.file.formats:
            params = {"column": source.header, "format": reading.format, "rows": reading.filled}
            text = N_(
                "{rows:# row|# rows}: the cells of {column} alone don't tell how to read them; they were read as "
                "{format}"
            )
            message = reading.because or Message("format_assumed", text, params)
            column = f"{part.table.name}.{name}"
            bench.notice(part.sheet_number, Finding("format_assumed", column, reading.filled, message))


def _example(bench: Bench, cells: Cells, name: str) -> str:
    bad = cells.unreadable[name]
    found = bench.ask(f"SELECT {bad.cell} FROM {cells.rows()} WHERE {bad.condition} ORDER BY _line LIMIT 1")
    return str(found[0][0])[:60]
