"""Trial exports with known answers, laid out as CRMs and offices write them: everything in them is understood."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company
from tests.intake.trials import crms, disguises, further_crms, languages, translated_crms, unseen, wild
from tests.intake.trials.book import BOOK, LOST, OPEN, REVENUE, WON
from tests.intake.trials.layout import Export

EXPORTS = (
    crms.EXPORTS | languages.EXPORTS | wild.EXPORTS | unseen.EXPORTS | further_crms.EXPORTS | translated_crms.EXPORTS
)


def brought(export: Export, folder: Path, *paths: Path) -> Company:
    workspace = Workspace(locale=export.locale, currency=export.currency)
    company = Company(Home(folder / "home").create(workspace), folder)
    report = company.import_paths(None, *(paths or (export.write(folder),)))
    for file in report.files:
        assert file.read == file.accepted + file.repaired + file.merged + file.quarantined
    return company


def understood(company: Company, export: Export) -> None:
    """Every deal of the book is there, as the book has it, and no other."""
    rows = {row["name"]: row for row in company.edition.read("deals").to_pylist()}
    people = {row["rep_id"]: row["name"] for row in _rows(company, "reps")}
    firms = {row["account_id"]: row["name"] for row in _rows(company, "accounts")}
    assert set(rows) == {deal.title for deal in BOOK}
    for deal in BOOK:
        row = rows[deal.title]
        found = (
            row["outcome"],
            row["amount"],
            _day(row["closed_at"]),
            people.get(row["owner_id"], row["owner_id"]),
            row["source"],
        )
        source = None if "source" in export.lacking else deal.source
        assert found == (deal.outcome, deal.amount, deal.closed, deal.owner, source), (deal, row)
        account = firms.get(row["account_id"], row["account_id"])
        assert str(account).endswith(deal.account[-1]), (deal, row)
        created = row["created_at"]
        assert _day(created) == deal.created.date(), (deal, row)
        if "time" not in export.lacking:
            assert created == deal.created.replace(second=created.second)
        if deal.closed is None:
            assert row["expected_close_on"] == deal.expected


@pytest.mark.parametrize("name", EXPORTS)
def test_every_deal_of_an_export_is_understood(name: str, tmp_path: Path) -> None:
    export = EXPORTS[name]
    understood(brought(export, tmp_path), export)


@pytest.mark.parametrize("name", disguises.DISGUISES)
def test_the_same_export_in_other_clothes_is_understood(name: str, tmp_path: Path) -> None:
    export, write = disguises.DISGUISES[name]
    understood(brought(export, tmp_path, write(tmp_path)), export)


def test_groups_of_deals_each_with_a_header_and_a_sum_are_understood(tmp_path: Path) -> None:
    """Four rows of the board are its own and headers; three are sums."""
    export = unseen.FRESHSALES
    company = brought(export, tmp_path, unseen.monday(tmp_path))
    understood(company, export)
    file = company.kept_report().files[0]
    assert (file.read, file.accepted, file.quarantined) == (47, 40, 7)


def test_the_book_has_the_figures_that_are_expected_of_it() -> None:
    outcomes = [deal.outcome for deal in BOOK]
    assert (outcomes.count("won"), outcomes.count("lost"), outcomes.count("open")) == (WON, LOST, OPEN)
    assert Decimal(494_382) == REVENUE


def _rows(company: Company, table: str) -> list[dict[str, object]]:
    edition = company.edition
    found: list[dict[str, object]] = edition.read(table).to_pylist() if table in edition.tables else []
    return found


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value  # type: ignore[return-value]  # Excel's
