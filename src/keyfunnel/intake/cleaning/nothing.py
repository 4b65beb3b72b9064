"""Words for nothing that may mean something after all: a product called None, the region NA, the country NA.

``n/a``, ``-`` or ``null`` are empty everywhere. These are kept where the word can be a name: in names, and as ``NA`` in
regions and countries. A reference keeps them until it is looked up, and is empty where nobody is called so.
"""

from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.mapping import ColumnRule, ColumnSQL
from keyfunnel.intake.reading import Sheet
from keyfunnel.model.table import Column

WORDS: tuple[str, ...] = ("na", "none", "nil")


def is_nothing(sql: str) -> str:
    """Whether the word in ``sql`` means nothing, unless somebody is called so."""
    return f"lower({sql}) IN ({', '.join(map(literal, WORDS))})"


def kept_where_a_name(sql: ColumnSQL, sheet: Sheet, rule: ColumnRule, column: Column) -> ColumnSQL:
    """``sql`` of a text column, with such words kept where ``column`` may hold them.

    What a mapping says of values goes before.
    """
    source = sheet.column(rule.header or "")
    if source is None or source.tidy or rule.values:
        return sql
    word = f"trim({source.name})"
    if column.references or column.name == "name":
        kept = is_nothing(word)
    elif column.name in ("region", "country"):
        kept = f"{word} = 'NA'"
    else:
        return sql
    raw = f"CASE WHEN {kept} THEN {word} ELSE {sql.raw} END"
    return ColumnSQL(raw, raw)
