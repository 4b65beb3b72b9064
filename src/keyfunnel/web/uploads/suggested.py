"""A sheet taken for a table that a person chose: its columns matched as well as headers and first rows tell."""

from dataclasses import replace

from keyfunnel.intake.mapping import ColumnRule, TableMapping
from keyfunnel.intake.mapping.suggest.guess import Guess, assign, matches_of
from keyfunnel.intake.mapping.suggest.profile import profiles
from keyfunnel.intake.mapping.suggest.rules import rules_of
from keyfunnel.intake.reading import Sheet
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.web.uploads.look import SAMPLE, Look


def suggested_as(look: Look, sheet: Sheet, name: str) -> TableMapping:
    """At least one column is taken, since a table without any is none: the first, where no header says anything."""
    table = table_of_model(name)
    with look.sample() as con:
        seen = profiles(con, replace(sheet, rows=min(sheet.rows, SAMPLE)))
    rules = rules_of(Guess(table, assign(matches_of(table, seen)), score=0.0, named=False))
    return TableMapping(name, rules or {table.names[0]: ColumnRule(header=sheet.headers[0])})
