"""Which table each file is and which column is which: suggested, written for people to edit, read back, and run."""

from keyfunnel.intake.mapping.compile import ColumnSQL, column_sql, where_sql
from keyfunnel.intake.mapping.dump import dump
from keyfunnel.intake.mapping.load import load, parse
from keyfunnel.intake.mapping.match import check, mapping_of
from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, FileMapping, Mapping, TableMapping
from keyfunnel.intake.mapping.suggest import suggest
from keyfunnel.intake.mapping.trial import try_rows

__all__ = [
    "ColumnRule",
    "ColumnSQL",
    "Evidence",
    "FileMapping",
    "Mapping",
    "TableMapping",
    "check",
    "column_sql",
    "dump",
    "load",
    "mapping_of",
    "parse",
    "suggest",
    "try_rows",
    "where_sql",
]
