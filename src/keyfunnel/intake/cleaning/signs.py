"""Amounts written with the sign of another currency than they are kept in, or with a sign of several currencies."""

from typing import Any

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping.source import reading_as
from keyfunnel.intake.reading import SheetColumn
from keyfunnel.intake.typing.currencies import currency_sql, is_assumed, meanings, sign_sql
from keyfunnel.intake.typing.formats import split_format
from keyfunnel.intake.typing.numbers import PLAIN
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message


def report(bench: Bench, part: Part) -> None:
    """Findings for the columns of money of ``part``."""
    workspace, told = bench.workspace, part.rows.columns.get("currency")
    for name, rule in part.rows.columns.items():
        column = part.sheet.column(rule.header or "")
        if column is None or part.table.column(name).type is not Type.NUMBER or not _dressed(column):
            continue
        if told is None:
            _report_unheeded(bench, part, name, column)
        elif told.header == column.header:
            for sign, rows in _signs(bench, part, column):
                if is_assumed(sign, workspace.currency):
                    meant = meanings(workspace.currency, workspace.locale)[sign]
                    text = N_("{rows:# row|# rows}: {sign} stands for several currencies; it was read as {currency}")
                    if meant == sign:
                        text = N_(
                            "{rows:# row|# rows}: {sign} stands for several currencies; a mapping can say which is "
                            "meant"
                        )
                    params = {"rows": rows, "sign": sign, "currency": meant}
                    _notice(bench, part, name, rows, Message("assumed_currency", text, params))


def _report_unheeded(bench: Bench, part: Part, name: str, column: SheetColumn) -> None:
    """Amounts that count as the workspace's currency though they say another."""
    own = bench.workspace.currency
    cell = column.cell
    found = bench.ask(
        f"SELECT {currency_sql(cell, own, bench.workspace.locale)} AS code, count(*) AS n FROM {part.sheet.relation} "
        f"GROUP BY 1 HAVING code <> {literal(own)} ORDER BY n DESC, 1"
    )
    if found:
        rows, codes = sum(n for _, n in found), ", ".join(code for code, _ in found)
        text = N_(
            "{rows:# row|# rows}: {column} is written in {currencies}, but counts as {currency}: no currency is mapped"
        )
        params = {"rows": rows, "column": name, "currencies": codes, "currency": own}
        _notice(bench, part, name, rows, Message("foreign_currency", text, params))


def _signs(bench: Bench, part: Part, column: SheetColumn) -> list[tuple[Any, ...]]:
    """Each sign of the column's amounts, and how many rows have it."""
    sign = sign_sql(column.cell)
    return bench.ask(f"SELECT {sign}, count(*) FROM {part.sheet.relation} GROUP BY 1 ORDER BY 1")


def _dressed(column: SheetColumn) -> bool:
    reading = reading_as(column, Type.NUMBER)
    return reading is not None and split_format(reading.format)[0] not in ("", PLAIN)


def _notice(bench: Bench, part: Part, name: str, rows: int, message: Message) -> None:
    bench.notice(part.sheet_number, Finding(message.code, f"{part.table.name}.{name}", rows, message))
