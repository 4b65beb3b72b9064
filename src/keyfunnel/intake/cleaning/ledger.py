"""What became of each row that was read: one fate for each."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.quarantine import REASONS, params_of
from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping.rules import FileMapping
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.report import FileReport
from keyfunnel.texts import N_, Message


def refuse_unplaced(bench: Bench) -> None:
    """Quarantine rows that no table takes: of files that are none of ours, and those that ``where`` leaves out.

    To be called when everything is loaded and nothing sorted out yet.
    """
    for number, (sheet, file) in enumerate(bench.sheets):
        if not sheet.columns:
            continue
        if sheet.aside:
            bench.run(f"INSERT INTO refused SELECT {number}, _line, NULL, _code, '{{}}' FROM {sheet.aside}")
        listed = [part for part in bench.parts if part.sheet_number == number and part.listed]
        if not (file and file.tables):
            bench.run(
                f"INSERT INTO refused SELECT {number}, _line, NULL, 'not_recognised', '{{}}' FROM {sheet.relation}"
            )
            message = file.reason if file and file.reason else Message("not_recognised", REASONS["not_recognised"])
            bench.notice(number, Finding("not_recognised", None, sheet.rows, message))
        elif listed and all(part.rows.where for part in listed):
            placed = " UNION ALL ".join(f"SELECT _line FROM new_{p.table.name} WHERE _sheet = {number}" for p in listed)
            bench.run(
                f"INSERT INTO refused SELECT {number}, s._line, NULL, 'not_selected', {literal(_conditions(listed))} "
                f"FROM {sheet.relation} AS s ANTI JOIN ({placed}) AS p ON s._line = p._line"
            )


def _conditions(parts: Sequence[Part]) -> str:
    """What the rows would have to be, as parameters of the reason."""
    return json.dumps({"condition": " / ".join(dict.fromkeys(part.rows.where or "" for part in parts))})


def settle_merged(bench: Bench) -> None:
    """A row that feeds several lists and was merged in one still stands in another: it isn't merged away."""
    for number in range(len(bench.sheets)):
        listed = [part for part in bench.parts if part.sheet_number == number and part.listed]
        if len(listed) > 1:
            main, *others = (f"SELECT _line FROM new_{p.table.name} WHERE _sheet = {number}" for p in listed)
            stands = " UNION ALL ".join([main, *others])
            bench.run(f"DELETE FROM merged WHERE _sheet = {number} AND _line IN ({stands})")


def report_refused(bench: Bench) -> None:
    found = bench.ask(
        "SELECT _sheet, \"table\", code, params, count(*) FROM refused WHERE code <> 'not_recognised' "
        "GROUP BY ALL ORDER BY ALL"
    )
    for number, table, code, params, rows in found:
        said = {"rows": rows, **params_of(params)}
        text = {
            "missing_key": N_(
                "{rows:# row|# rows} refused: {column} is empty or can't be read, so that nothing says which row it is"
            ),
            "blank_row": N_("{rows:# row refused: it says|# rows refused: they say} nothing"),
            "not_selected": N_(
                "{rows:# row refused: the mapping's condition leaves it|"
                "# rows refused: the mapping's condition leaves them} out: {condition}"
            ),
            "total_row": N_(
                "{rows:# row set aside: it is a total, not a record|# rows set aside: they are totals, not records}"
            ),
            "notice_row": N_(
                "{rows:# row set aside: it is a notice around the table, not a record|"
                "# rows set aside: they are notices around the table, not records}"
            ),
            "repeated_header": N_("{rows:# row set aside: it is|# rows set aside: they are} the header again"),
        }[code]
        column = f"{table}.{said['column']}" if "column" in said else None
        bench.notice(number, Finding(code, column, rows, Message(code, text, said)))


def file_reports(bench: Bench) -> tuple[FileReport, ...]:
    """One for each file, its sheets together, in the order read."""
    fates: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, fate, rows in bench.ask(
        "SELECT _sheet, fate, count(*) FROM (SELECT _sheet, _line, max(fate) AS fate FROM ("
        "SELECT _sheet, _line, 3 AS fate FROM refused UNION ALL SELECT _sheet, _line, 2 FROM merged "
        "UNION ALL SELECT _sheet, _line, 1 FROM repaired) GROUP BY ALL) GROUP BY ALL"
    ):
        fates[number][fate] = rows
    by_file: dict[str, list[int]] = defaultdict(list)
    for number, (sheet, _) in enumerate(bench.sheets):
        by_file[str(sheet.path)].append(number)
    return tuple(_file_report(bench, path, numbers, fates) for path, numbers in by_file.items())


def _file_report(bench: Bench, path: str, numbers: list[int], fates: Mapping[int, Mapping[int, int]]) -> FileReport:
    sheets = [bench.sheets[number][0] for number in numbers]
    parts = [part for part in bench.parts if part.sheet_number in numbers]
    mains = [part for part in parts if part.main]
    read = sum(sheet.rows + sheet.aside_rows for sheet in sheets)
    quarantined, merged, repaired = (sum(fates[number][fate] for number in numbers) for fate in (3, 2, 1))
    return FileReport(
        path=path,
        table=max(mains, key=lambda part: part.sheet.rows).table.name if mains else None,
        tables=tuple(dict.fromkeys(part.table.name for part in [*mains, *parts])),
        encoding=sheets[0].encoding,
        delimiter=sheets[0].delimiter,
        read=read,
        accepted=read - repaired - merged - quarantined,
        repaired=repaired,
        merged=merged,
        quarantined=quarantined,
        findings=tuple(
            replace(finding, sheet=bench.sheets[number][0].sheet)
            for number in numbers
            for finding in (*_of_reading(*bench.sheets[number]), *bench.findings[number])
        ),
    )


def _of_reading(sheet: Sheet, file: FileMapping | None) -> Iterator[Finding]:
    """What was found before the mapping was known, but for formats assumed where the mapping says which."""
    said = file.formats if file else {}
    return (one for one in sheet.findings if not (one.code == "format_assumed" and one.column in said))
