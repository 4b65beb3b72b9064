"""All sheets together: the tables they are, and how their columns refer to each other."""

from collections.abc import Mapping, Sequence

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, FileMapping, TableMapping
from keyfunnel.intake.mapping.suggest.copies import copies
from keyfunnel.intake.mapping.suggest.guess import Guess, guess_by_layout, guesses
from keyfunnel.intake.mapping.suggest.known import Known
from keyfunnel.intake.mapping.suggest.labels import labels
from keyfunnel.intake.mapping.suggest.layouts import Layout, layout_of
from keyfunnel.intake.mapping.suggest.profile import Profile, profiles
from keyfunnel.intake.mapping.suggest.rates import wide_rates
from keyfunnel.intake.mapping.suggest.references import choose_references
from keyfunnel.intake.mapping.suggest.rules import rules_of
from keyfunnel.intake.mapping.suggest.tables import Around, tables_of
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

# A sheet is a table when so much speaks for it (see guess.guesses): where its name doesn't say so, three or four
# columns that few other tables have.
_ENOUGH_NAMED, _ENOUGH = 2.2, 2.5


def suggest_files(
    con: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet], workspace: Workspace, known: Known | None
) -> list[FileMapping]:
    looks = {sheet.relation: profiles(con, sheet) for sheet in sheets}
    copied = copies(con, sheets)
    layouts = {sheet.relation: layout_of(sheet) for sheet in sheets}
    chosen: dict[str, Guess | None] = {
        sheet.relation: None
        if sheet.relation in copied
        else _best(sheet, layouts[sheet.relation], looks[sheet.relation])
        for sheet in sheets
    }
    filling = {relation for relation, layout in layouts.items() if layout and layout.fills}
    guessed = [
        (sheet, guess) for sheet in sheets if sheet.relation not in filling and (guess := chosen[sheet.relation])
    ]
    around = Around(frozenset(guess.table.name for _, guess in guessed), tuple(labels(con, looks, sheets)), workspace)
    files = []
    for sheet in sheets:
        if sheet.relation not in copied and (rates := wide_rates(looks[sheet.relation])):
            files.append(FileMapping(sheet.name, rates, sheet.sheet))
            continue
        guess, layout = chosen[sheet.relation], layouts[sheet.relation]
        if guess is None:
            why_not = _why_not(sheet, copied.get(sheet.relation), layout)
            files.append(FileMapping(sheet.name, sheet=sheet.sheet, reason=why_not))
            continue
        if (layout and layout.fills) or (layout is None and _only_completes(guess, guessed)):
            files.append(FileMapping(sheet.name, (_filling(layout, guess),), sheet.sheet))
            continue
        referring = guess if layout else choose_references(con, sheet, guess, looks[sheet.relation], guessed, known)
        tables = tables_of(con, sheet, referring, looks[sheet.relation], around, layout)
        files.append(FileMapping(sheet.name, tables, sheet.sheet))
    return files


def _best(sheet: Sheet, layout: Layout | None, looks: Sequence[Profile]) -> Guess | None:
    if not sheet.columns or (layout and layout.why_not):
        return None
    if layout and layout.table:
        return guess_by_layout(layout, table(layout.table), looks)
    found = guesses(sheet, looks)
    best = next((guess for guess in found if guess.complete), None)
    if best and best.score >= (_ENOUGH_NAMED if best.named else _ENOUGH):
        return best
    return max((guess for guess in found if guess.keyed), key=lambda guess: len(guess.columns), default=None)


def _why_not(sheet: Sheet, original: Sheet | None, layout: Layout | None) -> Message:
    if original:
        return Message("copy", N_("it is a copy of {file}"), {"file": original.label})
    if not sheet.columns:
        return Message("nothing_in_it", N_("there is no table in it"))
    if layout and layout.why_not:
        return Message("known_layout", "{source}: {why}", {"source": layout.source, "why": layout.why_not})
    named = [column.header for column in sheet.columns if column.is_named] or sheet.headers
    shown = ", ".join(named[:8])
    return Message(
        "no_table_of_ours", N_("no table of the sales model has columns like these: {columns}"), {"columns": shown}
    )


def _only_completes(guess: Guess, guessed: Sequence[tuple[Sheet, Guess]]) -> bool:
    """Whether it has little more than the keys of rows that another sheet has whole."""
    return not guess.complete and any(other.table is guess.table and other.complete for _, other in guessed)


def _filling(layout: Layout | None, guess: Guess) -> TableMapping:
    reason = Message("completes", N_("it tells more of rows that another file has"))
    rules: Mapping[str, ColumnRule] = rules_of(guess)
    where = layout.where if layout else None
    return TableMapping(guess.table.name, rules, where=where, fills=True, evidence=Evidence(1.0, (reason,)))
