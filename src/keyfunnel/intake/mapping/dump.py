"""A mapping as YAML that a person can read and edit, the evidence for each guess beside it."""

from collections.abc import Iterator
from collections.abc import Mapping as MappingType

import yaml

from keyfunnel.intake.mapping.rules import NOT_NEEDED, ColumnRule, Evidence, FileMapping, Mapping, TableMapping

_ABOUT = """\
# How files become tables of the sales model. Edit freely, then: keyfunnel import FILES… --mapping THIS_FILE
#
# Under `columns`, each column of the model says where its values come from:
#   amount: Deal Value                                   the file's column with this header
#   currency: {constant: EUR}                            the same for every row
#   outcome: {from: Stage, values: {Closed Won: won}}    other words (add `otherwise: open` for all the rest)
#   amount: {expression: price * quantity}               any DuckDB expression over the file's headers, in double
#                                                        quotes where they aren't one plain word: "Unit Price"
# Columns that no table takes are kept as extra attributes, but for those listed under `leave_out`.
# `formats` says how a column is to be read (1,234.56 or 1.234,56 for numbers; y-m-d, d/m/y, m/d/y, d mon y for dates).
# One file may feed several tables; `distinct: true` marks those that it only mentions (one row for each new name),
# `fills: true` those whose rows only complete rows of the same key, as a table that relates two others does,
# `where` (an expression) takes only some of the rows. `ignore: REASON` passes a file over.
# The number behind # says how sure a guess is, from 0 to 1.
"""


def dump(mapping: Mapping) -> str:
    """YAML that :func:`keyfunnel.intake.mapping.load.parse` reads back as the same mapping; evidence as comments."""
    lines = [_ABOUT, "files:"]
    for file in mapping.files:
        lines += _file(file)
    return "\n".join(lines) + "\n" if mapping.files else f"{_ABOUT}\nfiles: []\n"


def _file(file: FileMapping) -> Iterator[str]:
    yield ""
    yield f"  - file: {scalar(file.file)}"
    if file.sheet is not None:
        yield f"    sheet: {scalar(file.sheet)}"
    if not file.tables:
        yield f"    ignore: {scalar(str(file.reason or NOT_NEEDED))}"
        return
    if file.formats:
        yield f"    formats: {_flow(file.formats)}"
    if file.leave_out:
        yield f"    leave_out: [{', '.join(map(scalar, file.leave_out))}]"
    yield "    tables:"
    for table in file.tables:
        yield from _table(table)


def _table(table: TableMapping) -> Iterator[str]:
    yield f"      - table: {table.table}{_comment(table.evidence)}"
    if table.distinct:
        yield "        distinct: true"
    if table.fills:
        yield "        fills: true"
    if table.where is not None:
        yield f"        where: {scalar(table.where)}"
    yield "        columns:"
    for column, rule in table.columns.items():
        yield f"          {scalar(column)}: {_rule(rule)}{_comment(rule.evidence)}"


def _rule(rule: ColumnRule) -> str:
    parts: dict[str, str] = {}
    if rule.header is not None:
        if not rule.values and rule.otherwise is None:
            return scalar(rule.header)
        parts["from"] = scalar(rule.header)
    if rule.constant is not None:
        parts["constant"] = scalar(rule.constant)
    if rule.expression is not None:
        parts["expression"] = scalar(rule.expression)
    if rule.values:
        parts["values"] = _flow(rule.values)
    if rule.otherwise is not None:
        parts["otherwise"] = scalar(rule.otherwise)
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _flow(pairs: MappingType[str, str]) -> str:
    return "{" + ", ".join(f"{scalar(key)}: {scalar(value)}" for key, value in pairs.items()) + "}"


def scalar(text: str) -> str:
    """``text`` as YAML writes it inside braces: plain where that reads back the same, else quoted."""
    written: str = yaml.dump([text], default_flow_style=True, allow_unicode=True, width=10**9)
    return written.strip()[1:-1]


def _comment(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    reasons = "; ".join(str(reason) for reason in evidence.reasons).replace("\n", " ")
    return f"  # {evidence.score:.2f}{f', {reasons}' if reasons else ''}"
