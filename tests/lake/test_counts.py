"""What is counted of an edition is kept with it, and the next one counts only what differs."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ibis import _

from keyfunnel.kpis.compute.question import Question
from keyfunnel.kpis.compute.scan import Scan
from keyfunnel.kpis.compute.tally import Total
from keyfunnel.lake import counts
from keyfunnel.lake.connection import PREPARED, Database
from keyfunnel.lake.counts import Before, Counts
from keyfunnel.lake.differences import IS, WAS

END = dt.date(2024, 4, 1)
FEBRUARY = dt.date(2024, 2, 5)
Deal = tuple[str, int, dt.date]


class Company:
    """An edition's deals, each with owner, amount and the day on which it was closed."""

    def __init__(self, folder: Path, *deals: Deal, end: dt.date = END) -> None:
        self.folder, self.end = folder, end
        folder.mkdir()
        pq.write_table(rows(*deals), folder / "deals.parquet")
        self.database = Database({}, {"deals": f"'{folder / 'deals.parquet'}'"}, {}, {})

    def question(self, start: dt.date | None = None) -> Question:
        def of(scan: Scan, further: Mapping[str, Total]) -> ir.Table:
            deals = self.database.registered(PREPARED)["deals"]
            taken = deals.filter(deals.closed_on < scan.end)
            taken = taken if scan.start is None else taken.filter(taken.closed_on >= scan.start)
            totals = {"total_0": Total(_.amount), **further}
            return scan.question(taken, {}, {name: total.over(taken) for name, total in totals.items()})

        scan = Scan("deals", "closed_on", ("owner",), None, self.end, "atom")
        return Question(scan, self.database.registered(PREPARED)["deals"], of, start)

    def count(
        self,
        before: "Company | None" = None,
        went: tuple[Deal, ...] = (),
        came: tuple[Deal, ...] = (),
        start: dt.date | None = None,
    ) -> dict[tuple[str, dt.date], int]:
        """Amounts by owner and day; from those of the edition ``before``, which differs in these deals."""
        earlier = None if before is None else self._from(before, went, came)
        found = Counts(self.database, self.folder, earlier)(self.question(start))
        assert found.column_names == ["_at", "owner_id", "total_0"]
        return {(row["owner_id"], row["_at"]): int(row["total_0"]) for row in found.to_pylist()}

    def _from(self, before: "Company", went: tuple[Deal, ...], came: tuple[Deal, ...]) -> Before:
        for schema, deals in ((WAS, went), (IS, came)):
            path = self.folder / f"{schema}.parquet"
            pq.write_table(rows(*deals), path)
            self.database.look_at(schema, {"deals": f"'{path}'"})
        return Before(before.folder, before.end, self.database, lambda _: bool(went or came))


def rows(*deals: Deal) -> pa.Table:
    names = [("owner_id", pa.string()), ("amount", pa.int64()), ("closed_on", pa.date32())]
    return pa.Table.from_pylist(
        [dict(zip([name for name, _ in names], deal, strict=True)) for deal in deals], pa.schema(names)
    )


ADA, BELA, LATE = ("Ada", 10, FEBRUARY), ("Béla", 5, FEBRUARY), ("Ada", 7, dt.date(2024, 4, 3))


def test_nothing_that_stands_is_counted_again(tmp_path: Path) -> None:
    first = Company(tmp_path / "1", ADA, BELA)
    assert first.count() == {("Ada", FEBRUARY): 10, ("Béla", FEBRUARY): 5}
    second = Company(tmp_path / "2")  # whoever looked at its deals would find none
    assert second.count(first) == {("Ada", FEBRUARY): 10, ("Béla", FEBRUARY): 5}
    third = Company(tmp_path / "3")
    assert third.count(second, went=(BELA,), came=(("Ada", 1, FEBRUARY),)) == {("Ada", FEBRUARY): 11}


def test_a_later_clock_counts_what_came_since(tmp_path: Path) -> None:
    first = Company(tmp_path / "1", ADA, BELA)
    first.count()
    second = Company(tmp_path / "2", LATE, end=dt.date(2024, 5, 1))
    assert second.count(first, went=(BELA,), came=(BELA, LATE)) == {
        ("Ada", FEBRUARY): 10,
        ("Béla", FEBRUARY): 5,
        ("Ada", dt.date(2024, 4, 1)): 7,
    }


def test_a_row_that_a_later_clock_reaches_has_all_counted_anew(tmp_path: Path) -> None:
    """It doesn't differ, and counted for nothing before."""
    first = Company(tmp_path / "1", ADA, LATE)
    assert first.count() == {("Ada", FEBRUARY): 10}
    second = Company(tmp_path / "2", ADA, LATE, end=dt.date(2024, 5, 1))
    assert second.count(first) == {("Ada", FEBRUARY): 10, ("Ada", dt.date(2024, 4, 1)): 7}


def test_what_is_too_long_to_be_kept_is_asked_of_the_rows_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "AT_MOST", 1)
    first = Company(tmp_path / "1", ADA, BELA)
    first.count()
    march = ("Ada", 3, dt.date(2024, 3, 12))
    second = Company(tmp_path / "2", ADA, BELA, march)
    assert second.count(first, came=(march,), start=dt.date(2024, 3, 1)) == {("Ada", dt.date(2024, 3, 11)): 3}
    assert not [*tmp_path.rglob("counted/*.parquet")]
