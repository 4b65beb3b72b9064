"""The files: the same bytes for the same options, whole months of history, references that lead somewhere."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from keyfunnel.demo import simulate
from keyfunnel.demo.clock import Span
from keyfunnel.demo.simulate import UNTIL, write_exports
from tests.demo.conftest import DEALS, Ask


def fingerprint(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_exports(tmp_path / name, deals=200, seed=seed)
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "again")
    assert fingerprint(tmp_path / "one")["deals.csv"] != fingerprint(tmp_path / "other")["deals.csv"]


def test_an_earlier_last_day_is_kept(tmp_path: Path) -> None:
    write_exports(tmp_path, deals=200, until=dt.date(2025, 2, 14))
    stamps = [line.split(",")[2] for line in (tmp_path / "activities.csv").read_text("utf-8").splitlines()[1:]]
    assert max(stamps)[:10] in ("2025-02-13", "2025-02-14")


def test_batches_share_no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month of many deals is written in parts."""
    monkeypatch.setattr(simulate, "DEALS_IN_A_BATCH", 4)
    rows = write_exports(tmp_path, deals=250)
    accounts = (tmp_path / "accounts.csv").read_text("utf-8").splitlines()[1:]
    assert len({line.split(",")[0] for line in accounts}) == len(accounts) == rows["accounts"]


def test_no_batch_of_the_largest_company_is_large() -> None:
    """Memory holds one batch; measured, ten million deals took less than half a gigabyte."""
    sizes = [size for _, size in simulate.batches(Span(UNTIL), 10_000_000)]
    assert max(sizes) <= 20_000
    assert sum(sizes) == 8_600_000  # the others are expansions and renewals


def test_progress_counts_the_deals(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    write_exports(tmp_path, deals=200, progress=lambda _, done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (172, 172)


def test_about_as_many_deals_as_were_asked_for(ask: Ask) -> None:
    [(deals,)] = ask('SELECT count(DISTINCT "Deal ID") FROM deals')
    assert 0.85 * DEALS < deals < 1.15 * DEALS


def test_nothing_happens_after_the_last_day(ask: Ask) -> None:
    for table, column in (
        ("leads", "Converted Date"),
        ("deals", "Closed Date"),
        ("deal_stage_history", "Entered Date"),
        ("activities", "Activity Date"),
        ("subscriptions", "End Date"),
        ("web_visits", "Visited At"),
        ("tickets", "Resolved Date"),
        ("surveys", "Answered At"),
    ):
        [(newest,)] = ask(f'SELECT max("{column}") FROM {table}')
        assert newest[:10] <= UNTIL.isoformat(), (table, column)
        assert newest[:7] >= "2026-10", (table, column)


@pytest.mark.parametrize(
    ("table", "column", "target", "key"),
    [
        ("leads", "Converted Deal ID", "deals", "Deal ID"),
        ("deals", "Lead ID", "leads", "Lead ID"),
        ("deal_stage_history", "Deal ID", "deals", "Deal ID"),
        ("deal_line_items", "Deal ID", "deals", "Deal ID"),
        ("subscriptions", "Account ID", "accounts", "Account ID"),
        ("contacts", "Account ID", "accounts", "Account ID"),
        ("activities", "Lead ID", "leads", "Lead ID"),
        ("teams", "Team Lead", "users", "Full Name"),
    ],
)
def test_references_lead_somewhere(ask: Ask, table: str, column: str, target: str, key: str) -> None:
    strays = ask(f'SELECT "{column}" FROM {table} WHERE "{column}" NOT IN (SELECT "{key}" FROM {target})')
    assert strays == []


def test_there_is_a_little_dirt_of_each_kind(ask: Ask) -> None:
    """Enough for a cleaning to show, too little to bend a figure."""
    [(deals, unreadable, negative, spelt, strays, undated, early)] = ask("""
        SELECT count(*), count(*) FILTER ("Amount" IN ('n/a', 'tbd')), count(*) FILTER ("Amount" LIKE '-%'),
            count(*) FILTER ("Product" NOT IN (SELECT "Product Name" FROM products)),
            count(*) FILTER ("Account ID" NOT IN (SELECT "Account ID" FROM accounts)),
            count(*) FILTER ("Status" = 'Won' AND "Closed Date" IS NULL),
            count(*) FILTER ("Closed Date" < "Created Date")
        FROM deals
    """)
    for found in (unreadable, negative, spelt, strays, undated, early):
        assert 0 < found < 0.05 * deals
    [(sources,)] = ask('SELECT count(DISTINCT "Lead Source") FROM leads')
    assert sources > 7
    [(repeated,)] = ask('SELECT count(*) - count(DISTINCT "Lead ID") FROM leads')
    assert repeated > 0
