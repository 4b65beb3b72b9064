"""A mapping file, read strictly: what it says is checked against the sales model before anything is imported."""

from collections.abc import Mapping as MappingType
from pathlib import Path
from typing import Any

import yaml

from keyfunnel.intake.mapping.rules import NOT_NEEDED, ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.tables import TABLES
from keyfunnel.texts import N_, Message

_FILE_KEYS = ("file", "sheet", "tables", "formats", "leave_out", "ignore")
_TABLE_KEYS = ("table", "columns", "distinct", "where", "fills")
_COLUMN_KEYS = ("from", "constant", "expression", "values", "otherwise")
_TABLE_NAMES = {table.name: table for table in TABLES}
_A_LIST = Message("a_list", N_("a list"))
_A_TEXT = Message("a_text", N_("a text"))
_PAIRS = Message("pairs_of_texts", N_("pairs of texts"))
_TRUE_OR_FALSE = Message("true_or_false", N_("true or false"))


def load(path: Path) -> Mapping:
    """The mapping in the file ``path``. Raises :class:`BadInput` saying where and what is wrong."""
    try:
        return parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        why = str(error.strerror) if isinstance(error, OSError) else str(error)
        raise BadInput(N_("{file} can't be read: {why}"), file=str(path), why=why) from None


def parse(text: str, where: str = "mapping") -> Mapping:
    """The mapping written as YAML in ``text``; ``where`` is how errors name it."""
    try:
        # This loader makes nothing but text, so that a header or value such as 007, on or 2024-01-01 stays as written.
        document = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes text only
    except yaml.YAMLError as error:
        raise BadInput(N_("{file} is not YAML: {why}"), file=where, why=" ".join(str(error).split())) from None
    top = _keys(document, ("files",), where)
    files = _list(top.get("files"), f"{where}: files")
    return Mapping(tuple(_file(entry, f"{where}: files[{number}]") for number, entry in enumerate(files, 1)))


def _file(entry: Any, where: str) -> FileMapping:
    said = _keys(entry, _FILE_KEYS, where)
    name = _text(said.get("file"), f"{where}: file")
    where = f"{where} ({name})"
    if "ignore" in said:
        if "tables" in said:
            raise BadInput.at(where, N_("a file is either ignored or feeds tables, not both"))
        reason = _text(said["ignore"], f"{where}: ignore")
        why = Message("said", NOT_NEEDED if reason == NOT_NEEDED else "{reason}", {"reason": reason})
        return FileMapping(name, sheet=said.get("sheet"), reason=why)
    tables = _list(said.get("tables"), f"{where}: tables")
    return FileMapping(
        name,
        tuple(_table(table, f"{where}: tables[{number}]") for number, table in enumerate(tables, 1)),
        said.get("sheet"),
        _texts(said.get("formats"), f"{where}: formats"),
        tuple(_text(one, f"{where}: leave_out") for one in _list(said.get("leave_out", []), f"{where}: leave_out")),
    )


def _table(entry: Any, where: str) -> TableMapping:
    said = _keys(entry, _TABLE_KEYS, where)
    name = _text(said.get("table"), f"{where}: table")
    table = _TABLE_NAMES.get(name)
    if table is None:
        hint = did_you_mean(name, _TABLE_NAMES)
        raise BadInput.at(where, N_("there is no table {word!r}{hint}"), word=name, hint=hint)
    columns = said.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise BadInput.at(where, N_("columns must say where at least one column of {table} comes from"), table=name)
    for column in columns:
        if column not in table.names:
            hint = did_you_mean(column, table.names)
            raise BadInput.at(where, N_("{table} has no column {word!r}{hint}"), table=name, word=column, hint=hint)
    rules = {column: _rule(rule, f"{where}: {name}.{column}") for column, rule in columns.items()}
    condition = _text(said["where"], f"{where}: where") if "where" in said else None
    fills = _yes(said.get("fills", "false"), f"{where}: fills")
    if fills and not set(table.key) <= set(rules):
        text = N_("rows that fill in others must say which: {columns}")
        raise BadInput.at(where, text, columns=", ".join(table.key))
    return TableMapping(name, rules, _yes(said.get("distinct", "false"), f"{where}: distinct"), condition, fills)


def _rule(entry: Any, where: str) -> ColumnRule:
    if isinstance(entry, str) and entry:
        return ColumnRule(header=entry)
    said = _keys(entry, _COLUMN_KEYS, where)
    given = [key for key in ("from", "constant", "expression") if key in said]
    if len(given) != 1:
        raise BadInput.at(where, N_("give a header, or exactly one of from, constant and expression"))
    value = _text(said[given[0]], f"{where}: {given[0]}")
    if given == ["constant"] and {"values", "otherwise"} & said.keys():
        raise BadInput.at(where, N_("a constant has no values to rewrite"))
    otherwise = said.get("otherwise")
    return ColumnRule(
        header=value if given == ["from"] else None,
        constant=value if given == ["constant"] else None,
        expression=value if given == ["expression"] else None,
        values=_texts(said.get("values"), f"{where}: values"),
        otherwise=None if otherwise is None else _text(otherwise, f"{where}: otherwise"),
    )


def _keys(entry: Any, known: tuple[str, ...], where: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise _expected(where, ", ".join(known), entry)
    for key in entry:
        if key not in known:
            text, hint = N_("{word!r} is not known here{hint} (known: {known})"), did_you_mean(key, known)
            raise BadInput.at(where, text, word=key, hint=hint, known=", ".join(known))
    return entry


def _list(entry: Any, where: str) -> list[Any]:
    if not isinstance(entry, list):
        raise _expected(where, _A_LIST, entry)
    return entry


def _text(entry: Any, where: str) -> str:
    if not isinstance(entry, str) or not entry:
        raise _expected(where, _A_TEXT, entry)
    return entry


def _texts(entry: Any, where: str) -> MappingType[str, str]:
    if entry is None:
        return {}
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise _expected(where, _PAIRS, entry)
    return dict(entry)


def _yes(entry: Any, where: str) -> bool:
    if entry not in ("true", "false"):
        raise _expected(where, _TRUE_OR_FALSE, entry)
    return bool(entry == "true")


def _expected(where: str, what: Message | str, entry: Any) -> BadInput:
    found = Message("nothing", N_("nothing")) if entry in (None, "") else repr(entry)[:80]
    return BadInput.at(where, N_("expected {what}, found {found}"), what=what, found=found)
