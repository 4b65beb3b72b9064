"""Trial exports with known answers, laid out as CRMs and offices write them: everything in them is understood."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company, fates
from tests.intake.trials import (
    by_labels,
    crms,
    disguises,
    documented,
    further_crms,
    languages,
    own_words,
    translated_crms,
    wild,
)
from tests.intake.trials.book import BOOK, FIGURES
from tests.intake.trials.layout import Export, by_case

EXPORTS = by_case(
    *(*crms.EXPORTS.values(), *languages.EXPORTS.values(), *wild.EXPORTS.values()),
    *(*further_crms.EXPORTS.values(), *translated_crms.EXPORTS.values(), *documented.EXPORTS.values()),
    *(*by_labels.EXPORTS.values(), *own_words.EXPORTS.values()),
)


def brought(export: Export, path: Path, aside: int) -> Company:
    """Every row is accounted for: those of the book as deals, and so many aside."""
    workspace = Workspace(locale=export.locale, currency=export.currency)
    company = Company(Home(path.parent / "home").create(workspace), path.parent)
    (file,) = company.import_paths(None, path).files
    assert fates(file) == (len(BOOK) - export.repaired, export.repaired, 0, aside)
    assert file.read == len(BOOK) + aside
    assert sorted(company.edition.tables) == sorted(export.tables)
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
    revenue = sum(row["amount"] for row in rows.values() if row["outcome"] == "won")
    total = sum(row["amount"] for row in rows.values())
    assert {**Counter(row["outcome"] for row in rows.values()), "revenue": revenue, "total": total} == FIGURES


@pytest.mark.parametrize("case", EXPORTS)
def test_every_deal_of_an_export_is_understood(case: str, tmp_path: Path) -> None:
    export = EXPORTS[case]
    understood(brought(export, export.write(tmp_path), export.rows_aside), export)


@pytest.mark.parametrize("case", disguises.DISGUISES)
def test_the_same_export_in_other_clothes_is_understood(case: str, tmp_path: Path) -> None:
    disguise = disguises.DISGUISES[case]
    understood(brought(disguise.export, disguise.write(tmp_path), disguise.rows_aside), disguise.export)


def _rows(company: Company, table: str) -> list[dict[str, object]]:
    edition = company.edition
    found: list[dict[str, object]] = edition.read(table).to_pylist() if table in edition.tables else []
    return found


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value  # type: ignore[return-value]  # Excel's
