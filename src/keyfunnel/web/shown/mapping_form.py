"""The form in which a mapping is corrected: one block for each sheet, one line for each of its columns."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from keyfunnel.intake.mapping import ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.intake.reading import Sheet
from keyfunnel.model.tables import TABLES
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.texts import Message
from keyfunnel.web.preview import Preview

EXTRA, LEFT_OUT = "", "-"


@dataclass(frozen=True)
class ColumnLine:
    """``target`` is a column of the main table, ``""`` (kept as an extra attribute) or ``-`` (left out)."""

    name: str
    header: str
    read_as: str
    samples: tuple[str, ...]
    target: str
    why: tuple[Message, ...]
    values: str


@dataclass(frozen=True)
class RuleLine:
    """A column of the model that no header gives: a constant or an expression, kept as it is."""

    target: str
    written: str


@dataclass(frozen=True)
class SheetForm:
    name: str
    label: str
    rows: int
    table: str
    reason: Message | None
    why: tuple[Message, ...]
    columns: tuple[ColumnLine, ...]
    rules: tuple[RuleLine, ...]
    also: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...] = tuple((table.name, table.meaning) for table in TABLES)


def forms(preview: Preview, chosen: Mapping) -> list[SheetForm]:
    return [
        _form(f"s{i}", sheet, file_of(chosen, sheet), file_of(preview.suggested, sheet), preview)
        for i, sheet in enumerate(preview.sheets)
    ]


def file_of(mapping: Mapping, sheet: Sheet) -> FileMapping:
    found = (file for file in mapping.files if file.file == sheet.name and file.sheet in (None, sheet.sheet))
    return next(found, FileMapping(sheet.name, sheet=sheet.sheet))


def _form(name: str, sheet: Sheet, file: FileMapping, suggested: FileMapping, preview: Preview) -> SheetForm:
    main = file.main
    model = table_of_model(main.table) if main else None
    evidence = _evidence(suggested, main)
    lines = []
    for i, (header, target, rule) in enumerate(_pairs(sheet, file)):
        column = sheet.column(header)
        lines.append(
            ColumnLine(
                name=f"{name}-{i}",
                header=header,
                read_as=f"{column.type} {column.format}".strip() if column else "",
                samples=preview.samples.get((sheet.label, header), ()),
                target=target,
                why=evidence.get((target, header), ()),
                values="\n".join(f"{old} = {new}" for old, new in rule.values.items()) if rule else "",
            )
        )
    return SheetForm(
        name=name,
        label=sheet.label,
        rows=sheet.rows,
        table=main.table if main else "",
        reason=file.reason,
        why=main.evidence.reasons if main and main.evidence else (),
        columns=tuple(lines),
        rules=tuple(
            RuleLine(target, rule.constant if rule.constant is not None else f"= {rule.expression}")
            for target, rule in (main.columns.items() if main else ())
            if rule.header is None
        ),
        also=tuple(f"{t.table} ({', '.join(t.columns)})" for t in file.tables if t is not main),
        targets=tuple((c.name, c.meaning) for c in model.columns) if model else (),
    )


def _pairs(sheet: Sheet, file: FileMapping) -> list[tuple[str, str, ColumnRule | None]]:
    """Every header with what it is taken for; twice where it feeds two columns."""
    rules = [(rule.header, target, rule) for target, rule in file.main.columns.items()] if file.main else []
    pairs: list[tuple[str, str, ColumnRule | None]] = []
    for header in sheet.headers:
        taken = [(header, target, rule) for name, target, rule in rules if name == header]
        pairs += taken or [(header, LEFT_OUT if header in file.leave_out else EXTRA, None)]
    return pairs


def _evidence(suggested: FileMapping, main: TableMapping | None) -> dict[tuple[str, str], tuple[Message, ...]]:
    """What spoke for each suggestion; a mapping read back from its file has lost it."""
    guess = suggested.main
    if guess is None or main is None or guess.table != main.table:
        return {}
    return {
        (target, rule.header): rule.evidence.reasons
        for target, rule in guess.columns.items()
        if rule.header and rule.evidence
    }


def corrected(preview: Preview, chosen: Mapping, posted: MappingType[str, str]) -> Mapping:
    """The mapping that the form says. Another table than before starts from the headers that are its columns' names."""
    return Mapping(
        tuple(
            _corrected(sheet, form, file_of(chosen, sheet), posted)
            for sheet, form in zip(preview.sheets, forms(preview, chosen), strict=True)
        )
    )


def _corrected(sheet: Sheet, form: SheetForm, file: FileMapping, posted: MappingType[str, str]) -> FileMapping:
    table = posted.get(f"{form.name}-table", form.table)
    if not table:
        return FileMapping(file.file, (), file.sheet, file.formats)
    model = table_of_model(table)
    if table != form.table:
        named = {c: ColumnRule(header=h) for h in sheet.headers if (c := h.strip().lower()) in model.names}
        return FileMapping(file.file, (TableMapping(table, named),), file.sheet, file.formats)
    columns: dict[str, ColumnRule] = {}
    left_out: list[str] = []
    for line in form.columns:
        target = posted.get(f"{line.name}-target", line.target)
        if target == LEFT_OUT:
            left_out.append(line.header)
        elif target in model.names and target not in columns:
            columns[target] = _rule(file, line, target, _value_map(posted.get(f"{line.name}-values", line.values)))
    main = file.main
    kept = {t: rule for t, rule in main.columns.items() if rule.header is None} if main else {}
    first = TableMapping(table, {**kept, **columns}, main.distinct if main else False, main.where if main else None)
    others = tuple(t for t in file.tables if t is not main and f"{form.name}-without-{t.table}" not in posted)
    return FileMapping(file.file, (first, *others), file.sheet, file.formats, tuple(left_out))


def _rule(file: FileMapping, line: ColumnLine, target: str, values: dict[str, str]) -> ColumnRule:
    before = file.main.columns.get(target) if file.main else None
    otherwise = before.otherwise if before and before.header == line.header else None
    return ColumnRule(header=line.header, values=values, otherwise=otherwise)


def _value_map(text: str) -> dict[str, str]:
    """Lines ``as written = as meant``."""
    pairs = (line.rpartition("=") for line in text.splitlines() if "=" in line)
    return {old.strip(): new.strip() for old, _, new in pairs if old.strip()}
