"""Where a row came from: its file and line, where the lake knows them."""

import ibis
import ibis.expr.types as ir


def origin(table: ir.Table) -> dict[str, ir.Value]:
    """The columns ``_file`` and ``_line``; null for tables that didn't come through intake."""
    return {
        "_file": table["_file"] if "_file" in table.columns else ibis.null("string"),
        "_line": table["_line"] if "_line" in table.columns else ibis.null("int64"),
    }
