"""The steps of cleaning, in their order."""

from collections.abc import Iterator, Sequence

from keyfunnel.intake.cleaning import (
    before,
    categories,
    cells,
    closing,
    currencies,
    duplicates,
    enumerated,
    filling,
    final,
    flagging,
    keys,
    ledger,
    mentioned,
    merging,
    misread,
    references,
    signs,
    stages,
)
from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.tallies import tally
from keyfunnel.model.deals import DEALS
from keyfunnel.model.table import Table


def clean(bench: Bench) -> None:
    """Make ``final_<table>`` of every table that the import affects, and settle the fate of each row read."""
    _read(bench)
    for table in bench.brought:
        _clean(bench, table)
    for table in bench.tables:
        before.unite(bench, table)
        merging.merge(bench, table)
    references.resolve(bench)
    for table in bench.affected:
        final.finish(bench, table)
        if table in bench.brought:
            references.report(bench, table)
            currencies.report(bench, table)
            stages.report(bench, table)
    ledger.settle_merged(bench)
    ledger.report_refused(bench)


def _read(bench: Bench) -> None:
    before.open_before(bench)
    total = sum(part.sheet.rows for part in bench.parts)
    done = 0
    for table in bench.brought:
        for part in bench.parts_of(table):
            cells.check(part)
            done += part.sheet.rows
        read = cells.load(bench, table)
        if table.name in bench.in_sheets:
            tally(bench, table, _asked(bench, table, read))
        for part, of_part in read:
            misread.report(bench, part, of_part)
        bench.progress("clean", done, total)
    ledger.refuse_unplaced(bench)


def _asked(bench: Bench, table: Table, read: Sequence[tuple[Part, cells.Cells]]) -> Iterator[str]:
    """What the steps to come tally of rows as they were read."""
    for part, of_part in read:
        yield from misread.unreadable(table, of_part).values()
        yield from enumerated.unknown(table, part.rows.columns).values()
    if table is DEALS:
        yield closing.PLANNED
    yield from flagging.asked(bench, table)


def _clean(bench: Bench, table: Table) -> None:
    keys.refuse_blank(bench, table)
    keys.make_keys(bench, table)
    keys.refuse_keyless(bench, table)
    for part in bench.parts_of(table):
        if part.listed:
            enumerated.report_unknown(bench, part)
            signs.report(bench, part)
    if table is DEALS:
        closing.plan_open_deals(bench)
    categories.fold(bench, table)
    duplicates.merge(bench, table)
    filling.fill(bench, table)
    if bench.stood(table):
        before.settle(bench, table)
    mentioned.add(bench, table)
    if any(part.rows.distinct for part in bench.parts_of(table)):
        categories.fold(bench, table)
