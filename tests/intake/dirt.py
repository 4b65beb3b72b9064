# ruff: noqa: E501 - a kind of oddity to a line
"""Files as bad as files get, each from a number: the same number is the same file, so that a failure can be had again."""

import bz2
import gzip
import io
import json
import lzma
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook as ExcelFile

from keyfunnel.model.tables import TABLES
from tests.intake.trials import crms, languages, wild
from tests.intake.trials.layout import Export

EXPORTS = {**crms.EXPORTS, **languages.EXPORTS, **wild.EXPORTS}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1250", "cp874", "gb18030", "big5", "shift_jis")
DELIMITERS = (",", ";", "\t", "|", ":", " ")
LINE_ENDS = ("\n", "\r\n", "\r", "\n\r", "\x85", "\u2028", "\x0b", "\n\n")
HEADERS = (
    *(column for one in TABLES for column in one.names),
    *("Deal ID", "Opportunity Name", "Stage", "Close Date", "Amount", "Created Date", "Owner", "Email", "状态", "金额"),
    *("วันที่ปิด", "มูลค่า", "Összeg", "Lezárás dátuma", "Ação", "Größe", "", " ", "1", "2024", "Total", "=A1", '"', "_line"),
    *("c0", "_code", "rowid", "select", "null", "a\nb", "x" * 300, "\ufeffid", "ID ", "id", "Id"),
)  # fmt: skip
CELLS = (
    *("", " ", "n/a", "-", "null", "won", "Lost", "open", "???", '"', '""', "'", "\t", "\\", "\\N", "\x00", "\x1a", "a\nb"),
    *("2024-02-30", "2024-01-05", "31.12.2023", "12/11/10", "99/99/9999", "15 Apr, 2021 00:03:00", "2024年3月15日", "๒๕๖๗"),
    *("15 ม.ค. 2567", "2024. márc. 15.", "45000", "1700000000", "1700000000000", "0001-01-01", "99999-01-01", "24:00", "1e999"),
    *("NaN", "-0", "1,234.56", "1.234,56", "1 234,56", "(5)", "12 %", "฿5", "R$ 1.000,00", "99999999999999999999", "inf"),
    *("=1+1", "ő", "\u200b", "\u00a0", "ﬁ", "Ａ", "\ud800", "🦄", "\U0010ffff", "𝟙", "٣", "Ⅷ", "½", "1.2M", "3亿", "14h30"),
    *("-1", "0", "NULL", "๑๒๓", "(1.234,50) €", "2024年3月15日 下午2:05"),
    *("Total", "Grand Total", "a@b.c", "{}", "[1]", "true", "'; DROP TABLE x; --", "{x}", "%s", "x" * 5000, "0" * 400),
)  # fmt: skip

# What packed files, workbooks and Parquet begin with, and other kinds.
BEGINNINGS = (
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"PAR1",
    b"BZh9",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF",
)


class Dirty(NamedTuple):
    name: str
    content: bytes
    locale: str


def dirty_file(number: int) -> Dirty:
    """An export hurt by small accidents, or a file of nothing but oddities; now and then packed, or cut off."""
    chance = random.Random(number)
    if chance.random() < 0.4:
        export = EXPORTS[chance.choice(sorted(EXPORTS))]
        made = Dirty(f"{number} {export.name}", dirtied(export, number, chance.randrange(26)), export.locale)
    else:
        made = Dirty(f"{number}.csv", _oddities(chance), chance.choice(("en", "hu", "th", "zh", "de", "pt_BR")))
    return _packed(made, chance) if chance.random() < 0.25 else made


def dirtied(export: Export, seed: int, steps: int) -> bytes:
    """The export's bytes after so many small accidents to lines, cells and bytes."""
    chance = random.Random(seed)
    lines = export.text.splitlines(keepends=True)
    for _ in range(steps):
        at = chance.randrange(len(lines))
        cells = lines[at].rstrip("\r\n").split(export.delimiter)
        match chance.randrange(9):
            case 0:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 1:
                lines.insert(at, "\r\n")
            case 2:
                cells[chance.randrange(len(cells))] = chance.choice(CELLS)
            case 3:
                cells.append(chance.choice(CELLS))
            case 4 if len(cells) > 1:
                cells.pop(chance.randrange(len(cells)))
            case 5 if len(lines) > 1:
                lines.pop(at)
                continue
            case 6:
                chance.shuffle(lines)
                continue
            case 7 if len(cells) > 1:
                cells[1] = cells[0]
            case _:
                cells = [cell[: chance.randrange(8)] for cell in cells]
        lines[at] = export.delimiter.join(cells) + chance.choice(("\r\n", "\r\n", "\n"))
    return _hurt(_encoded("".join(lines), export.encoding), chance, steps // 10)


def _oddities(chance: random.Random) -> bytes:
    """A table of headers and cells that a file shouldn't have, in whatever form."""
    width, rows = chance.choice((0, 1, 1, 2, 3, 5, 8, 40)), chance.choice((0, 0, 1, 2, 3, 10, 30))
    table = [chance.choices(HEADERS, k=width)] if chance.random() < 0.9 else []
    for _ in range(rows):
        wide = max(0, width + chance.choice((0,) * 8 + (-1, 1, 30)))
        table.append(chance.choices(CELLS, k=wide))
    if table and rows and chance.random() < 0.2:
        table.insert(chance.randrange(len(table)), table[0])
    form = chance.choice((_as_csv, _as_csv, _as_csv, _as_json, _as_workbook, _as_parquet))
    return _hurt(form(table, chance), chance, chance.choice((0, 0, 0, 1, 5)))


def _as_csv(table: Sequence[list[str]], chance: random.Random) -> bytes:
    delimiter, end = chance.choice(DELIMITERS), chance.choice(LINE_ENDS)
    quoting = chance.choice(("never", "needed", "always", "half"))

    def cell(text: str) -> str:
        if quoting == "never" or (quoting == "needed" and not set(text) & {delimiter, '"', "\n", "\r"}):
            return text
        if quoting == "half":
            return chance.choice((f'"{text}', f'{text}"', f'"{text}"', text))
        return f'"{text.replace(chr(34), chr(34) * 2)}"'

    ends = LINE_ENDS if chance.random() < 0.2 else (end,)
    text = "".join(delimiter.join(map(cell, row)) + chance.choice(ends) for row in table)
    return _encoded(text.rstrip("\n") if chance.random() < 0.3 else text, chance.choice(ENCODINGS))


def _as_json(table: Sequence[list[str]], chance: random.Random) -> bytes:
    rows = [dict(zip(table[0], row, strict=False)) for row in table[1:]] if table else []
    lines = [json.dumps(row, ensure_ascii=chance.random() < 0.5) for row in rows]
    match chance.randrange(5):
        case 0:
            text = f"[{', '.join(lines)}]"
        case 1:
            text = f'{{"results": [{", ".join(lines)}], "more": {{"deep": {"[" * 50}{"]" * 50}}}}}'
        case 2:
            text = "\n".join(line[: chance.randrange(200)] for line in lines)
        case 3:
            text = "[" * chance.choice((2, 5000)) + "1"
        case _:
            text = "\n".join(lines)
    return _encoded(text, chance.choice(ENCODINGS[:4]))


def _as_workbook(table: Sequence[list[str]], chance: random.Random) -> bytes:
    file, out = ExcelFile(), io.BytesIO()
    for _ in range(chance.randrange(3)):
        for row in table:
            file.worksheets[-1].append([_storable(cell) for cell in row])
        file.create_sheet()
    file.save(out)
    return out.getvalue()


def _storable(cell: str) -> str:
    return "".join(letter for letter in cell if letter >= " " and not "\ud800" <= letter <= "\udfff")


def _as_parquet(table: Sequence[list[str]], chance: random.Random) -> bytes:
    width = len(table[0]) if table else 0
    kinds: Sequence[Callable[[str], object]] = (
        lambda cell: cell.encode("utf-8", "replace").decode(),
        lambda cell: cell.encode("utf-8", "replace"),
        lambda cell: len(cell) if cell else None,
        lambda cell: [len(cell)],
        lambda cell: {"a": len(cell)},
        lambda _: None,
    )
    columns = []
    for position in range(width):
        made = chance.choice(kinds)
        columns.append(pa.array([made(row[position]) if position < len(row) else None for row in table[1:]]))
    names = [name.encode("utf-8", "replace").decode() for name in table[0]] if table else []
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, names=names), out)
    return out.getvalue()


def _packed(made: Dirty, chance: random.Random) -> Dirty:
    match chance.randrange(5):
        case 0:
            packed = gzip.compress(made.content)
        case 1:
            packed = bz2.compress(made.content)
        case 2:
            packed = lzma.compress(made.content)
        case 3:
            packed = chance.choice(BEGINNINGS) + made.content
        case _:
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr(chance.choice((made.name, "../out.csv", "a/b.csv", "notes.txt")), made.content)
            packed = out.getvalue()
    return made._replace(content=_hurt(packed, chance, chance.choice((0, 0, 1, 20))))


def _hurt(content: bytes, chance: random.Random, wounds: int) -> bytes:
    """``content`` with so many bytes changed, and often cut off where there are more than one."""
    hurt = bytearray(content)
    for _ in range(wounds if hurt else 0):
        hurt[chance.randrange(len(hurt))] = chance.randrange(256)
    return bytes(hurt[: chance.randrange(len(hurt))] if hurt and wounds > 1 and chance.random() < 0.5 else hurt)


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode("utf-8", "surrogatepass") if encoding == "utf-8" else text.encode(encoding, "replace")
