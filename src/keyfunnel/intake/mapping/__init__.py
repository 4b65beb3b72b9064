"""Which table each file is and which column is which: suggested, written for people to edit, read back, and run."""

from keyfunnel.intake.mapping.compile import ColumnSQL, column_sql
from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, FileMapping, Mapping, TableMapping
from keyfunnel.intake.mapping.suggest import suggest

__all__ = [
    "ColumnRule", "ColumnSQL", "Evidence", "FileMapping", "Mapping", "TableMapping", "column_sql", "suggest",
]  # fmt: skip
