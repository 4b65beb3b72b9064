"""DuckDB expressions that people write into a mapping: checked to be nothing but a value computed from a row.

An expression is parsed by DuckDB itself and must be one scalar expression over the sheet's headers, without subqueries,
aggregates or windows, so that it can't name a file, a table or a setting; it is then bound against an empty copy of the
sheet on a connection that has no access to files or network and whose settings are locked. Binding works out what is
constant: where that may grow, it is done in a process whose time and memory are bounded, as the rows are tried later.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import duckdb

from keyfunnel.intake.mapping.bounded import Trial, may_grow, tried
from keyfunnel.intake.mapping.rules import FileMapping
from keyfunnel.intake.mapping.source import typed_column
from keyfunnel.intake.reading.sheet import Sheet, quoted
from keyfunnel.lake.at_rest import SQL
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

_FORBIDDEN_CLASSES = frozenset({"SUBQUERY", "WINDOW", "STAR", "PARAMETER", "DEFAULT"})
# Functions that make rows, keep state, or tell about the machine; and those in :func:`_volatile`.
_FORBIDDEN_FUNCTIONS = frozenset(
    {"unnest", "generate_subscripts", "nextval", "currval", "setseed", "current_setting", "getvariable", "write_log"}
    | {"current_query", "current_query_id", "current_database", "current_schemas", "txid_current"}
)
_FAILS = "error"


def expression_sql(sheet: Sheet, mapping: FileMapping, expression: str, place: str, workspace: Workspace) -> str:
    """``expression`` as SQL over the sheet's relation, its headers replaced by their columns, each typed as read.

    ``place`` says whose expression it is. Raises :class:`BadInput` naming the file, the place and the expression.
    """

    def refuse(why: str | Message, /, **params: Any) -> BadInput:
        """A text of the engine's own is English and stays as it is."""
        problem = Message("refused", why, params) if isinstance(why, str) and params else why
        text = N_("{sheet}, {place}: the expression {expression!r} can't be used: {why}")
        return BadInput(text, sheet=sheet.label, place=place, expression=expression, why=problem)

    tree = _parse(expression)
    if isinstance(tree, (str, Message)):
        raise refuse(tree)
    inner = {name for node in _nodes(tree) if node.get("class") == "LAMBDA" for name in _names(node.get("lhs"))}
    replaced: list[tuple[int, int, str]] = []
    for node in _nodes(tree):
        if node.get("class") in _FORBIDDEN_CLASSES:
            raise refuse(Message("no_value", N_("it must be a value of the row, without subqueries, windows or *")))
        if (name := node.get("function_name", "").lower()) in _FORBIDDEN_FUNCTIONS | _volatile():
            raise refuse(N_("{function}() isn't allowed here"), function=name)
        if node.get("class") == "COLUMN_REF" and node["column_names"][0] not in inner:
            header = node["column_names"][-1]
            column = next((c for c in sheet.columns if c.header.casefold() == header.casefold()), None)
            if column is None:
                hint = did_you_mean(header, sheet.headers)
                raise refuse(N_("there is no column {word!r}{hint}"), word=header, hint=hint)
            typed = typed_column(column, mapping, workspace)
            replaced.append((node["query_location"], node["query_location_length"], f"({typed})"))
    columns = ", ".join(f"{quoted(column.header)} {SQL[column.type]}" for column in sheet.columns)
    bind = _bind_bounded if may_grow(_nodes(tree)) else _bind
    if problem := bind(columns, quoted(sheet.columns[0].header), expression):
        raise refuse(problem)
    return f"(\n{_replace(expression, replaced)}\n)"  # on a line of its own, since it may end in a comment


A_STATEMENT = Message("a_statement", N_("it must be one expression, not a statement"))
_BEFORE, _AFTER = "SELECT (\n", "\n) AS value FROM sheet"


def _parse(expression: str) -> dict[str, Any] | Message | str:
    """The syntax tree of the expression, or what is wrong with it."""
    asked = _sandbox().execute("SELECT json_serialize_sql(?)", [f"{_BEFORE}{expression}{_AFTER}"]).fetchall()
    found = json.loads(asked[0][0])
    if found["error"]:
        return str(found["error_message"])
    node = found["statements"][0]["node"] if len(found["statements"]) == 1 else {}
    alone = node.get("type") == "SELECT_NODE" and len(node["select_list"]) == 1 and not node.get("modifiers")
    if not alone or node["from_table"].get("table_name") != "sheet" or node["from_table"].get("type") != "BASE_TABLE":
        return A_STATEMENT
    if node.get("where_clause") or node.get("group_expressions") or node.get("having") or node.get("qualify"):
        return A_STATEMENT
    tree: dict[str, Any] = node["select_list"][0]
    return tree


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for part in tree.values():
            yield from _nodes(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def _names(tree: Any) -> Iterator[str]:
    for node in _nodes(tree):
        if node.get("class") == "COLUMN_REF":
            yield from node["column_names"]


def _replace(expression: str, replaced: list[tuple[int, int, str]]) -> str:
    """DuckDB counts in bytes, from the beginning of the statement it was given."""
    text = expression.encode()
    for location, length, sql in sorted(replaced, reverse=True):
        start = location - len(_BEFORE)
        text = text[:start] + sql.encode() + text[start + length :]
    return text.decode()


def grows(expression: str) -> bool:
    """Whether it may give more than it is given, so that it is to be tried before rows are read by it."""
    tree = _parse(expression)
    return not isinstance(tree, (str, Message)) and may_grow(_nodes(tree))


def _bind(columns: str, first: str, expression: str) -> str | None:
    """What DuckDB says against it; None where it says nothing. Beside the plain column ``first``, an aggregate doesn't
    bind."""
    con = _sandbox().cursor()
    try:
        con.execute(f"CREATE TEMP TABLE sheet ({columns})")
        con.execute(f"SELECT (\n{expression}\n), {first} FROM sheet")
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    finally:
        con.close()
    return None


@lru_cache(maxsize=256)
def _bind_bounded(columns: str, first: str, expression: str) -> str | Message | None:
    beside = f"(SELECT b FROM (SELECT (\n{expression}\n) AS b, {first} FROM sheet))"
    failed = tried(Trial("sheet", columns, (beside,)))
    return failed.why if failed else None


@lru_cache(maxsize=1)
def _locked() -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "lock_configuration": "true",
    }
    return duckdb.connect(config=config)


@lru_cache(maxsize=1)
def _volatile() -> frozenset[str]:
    """Functions that give something else each time: the same file would be another table at its next import."""
    asked = "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE stability = 'VOLATILE'"
    return frozenset(name for (name,) in _sandbox().execute(asked).fetchall()) - {_FAILS}


def _sandbox() -> duckdb.DuckDBPyConnection:
    return _locked().cursor()
