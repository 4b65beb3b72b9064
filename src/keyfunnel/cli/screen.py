"""How results look: one JSON document, CSV, or a table that fits the terminal; messages go to stderr."""

import csv
import datetime as dt
import json
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

# A pipe has no width: its reader gets whole lines.
out = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 400)
err = Console(stderr=True, highlight=False, soft_wrap=not (sys.stderr.isatty() or "COLUMNS" in os.environ))
SHORT = 12  # characters that a column of words keeps in a narrow terminal


def say(text: str) -> None:
    """A message for a person: on stderr, so that stdout stays the result's."""
    err.print(text, markup=False)


def complain(text: str) -> None:
    err.print("[bold red]error:[/] ", end="")
    err.print(text, markup=False)


def print_json(document: Any) -> None:
    """Exactly one JSON document on stdout."""
    sys.stdout.write(json.dumps(plain(document), ensure_ascii=False, indent=2) + "\n")


def plain(value: Any) -> Any:
    """``value`` in JSON's own types: whole numbers as integers, dates in ISO form, no NaN."""
    match value:
        case bool() | None | str() | int():
            return value
        case float() | Decimal():
            number = float(value)
            if not math.isfinite(number):
                return None
            return int(number) if number.is_integer() and abs(number) < 2**53 else number
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Iterable():
            return [plain(item) for item in value]
        case _:
            return str(value)


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else plain(cell) for cell in row] for row in rows)


def print_table(header: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None) -> None:
    """A table; columns of numbers are set right. Cells are text already written, numbers, dates or None.

    In a terminal too narrow for every column each row is a block of its own, so that nothing is cut off.
    """
    body = [list(row) for row in rows]
    table = Table(
        title=title, title_justify="left", box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0)
    )
    longest = [
        max([cell_len(name), *(cell_len(written(row[position])) for row in body)])
        for position, name in enumerate(header)
    ]
    numbers = [all(isinstance(row[at], int | float | Decimal | None) for row in body) for at in range(len(header))]
    least = [size if numeric else min(size, SHORT) for size, numeric in zip(longest, numbers, strict=True)]
    if sum(least) + 2 * len(least) > out.width:
        _print_blocks(header, body, title)
        return
    fits = sum(longest) + 2 * len(longest) <= out.width
    for position, (name, numeric) in enumerate(zip(header, numbers, strict=True)):
        # Numbers, keys and periods stay in one piece; words give way where the terminal is narrow.
        table.add_column(
            name,
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=longest[position] if fits else least[position],
        )
    for row in body:
        table.add_row(*(written(cell) for cell in row))
    out.print(table)


def _print_blocks(header: Sequence[str], body: Sequence[Sequence[Any]], title: str | None) -> None:
    if title:
        out.print(title, style="italic")
    for number, row in enumerate(body):
        block = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, cell in zip(header, row, strict=True):
            block.add_row(name, written(cell))
        if number:
            out.print()
        out.print(block)


def written(cell: Any) -> str:
    match cell:
        case None:
            return "–"
        case bool():
            return "yes" if cell else "no"
        case int():
            return f"{cell:,}"
        case float() | Decimal():
            return f"{cell:,.2f}".rstrip("0").rstrip(".")
        case dt.datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case _:
            return str(cell).replace("[", "\\[")
