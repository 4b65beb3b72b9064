"""The Maven CRM export, by the suggested mapping alone, against figures counted here from the raw file."""

import csv
import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from keyfunnel.intake.report import FileReport, ImportReport
from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company, fates

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def maven(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Company, ImportReport]:
    folder = tmp_path_factory.mktemp("maven")
    company = Company(Home(folder / "home").create(Workspace()), folder)
    return company, company.import_paths(None, *sorted((shared / "maven_crm").glob("*.csv")))


@pytest.fixture(scope="module")
def raw(shared: Path) -> list[dict[str, str]]:
    with (shared / "maven_crm" / "sales_pipeline.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def report_of(report: ImportReport, name: str) -> FileReport:
    return next(file for file in report.files if Path(file.path).name == name)


def test_each_file_is_the_table_that_it_is(maven: tuple[Company, ImportReport]) -> None:
    _, report = maven
    found = {Path(file.path).name: (file.table, set(file.tables)) for file in report.files}
    assert found == {
        "accounts.csv": ("accounts", {"accounts"}),
        "data_dictionary.csv": (None, set()),
        "products.csv": ("products", {"products"}),
        "sales_pipeline.csv": ("deals", {"deals"}),
        "sales_teams.csv": ("reps", {"reps", "teams"}),
    }
    assert fates(report_of(report, "data_dictionary.csv")) == (0, 0, 0, 21)


def test_the_only_repairs_are_of_gtx_pro(maven: tuple[Company, ImportReport], raw: list[dict[str, str]]) -> None:
    company, report = maven
    misspelt = sum(row["product"] == "GTXPro" for row in raw)
    pipeline = report_of(report, "sales_pipeline.csv")

    assert misspelt == 1480
    assert (pipeline.read, fates(pipeline)) == (8800, (8800 - misspelt, misspelt, 0, 0))
    told = [str(f.message) for f in pipeline.findings if f.code == "reference_spelling"]
    assert len(told) == 1
    assert told[0].startswith("1,480 rows repaired to `GTX Pro`")
    products = dict(company.rows("products", "product_id", "name"))
    sold = Counter(products[product] for product in company.column("deals", "product_id"))
    assert sold == Counter("GTX Pro" if row["product"] == "GTXPro" else row["product"] for row in raw)


def test_undated_deals_are_counted_and_missing_accounts_are_no_orphans(maven: tuple[Company, ImportReport]) -> None:
    company, report = maven
    codes = {finding.code: finding.rows for finding in report_of(report, "sales_pipeline.csv").findings}

    assert codes["undated"] == 500
    assert "orphan_reference" not in codes
    assert company.column("deals", "account_id").count(None) == 1425


def test_managers_lead_a_team_each_and_dont_sell(maven: tuple[Company, ImportReport], shared: Path) -> None:
    company, _ = maven
    with (shared / "maven_crm" / "sales_teams.csv").open(encoding="utf-8") as file:
        manager_of = {row["sales_agent"]: row["manager"] for row in csv.DictReader(file)}
    reps = {row["rep_id"]: row for row in company.edition.read("reps").to_pylist()}
    teams = {row["team_id"]: row for row in company.edition.read("teams").to_pylist()}

    assert len(reps) == 35 + 6
    assert {rep["name"] for rep in reps.values() if rep["sells"] is False} == set(manager_of.values())
    assert {team["name"]: reps[team["lead_id"]]["name"] for team in teams.values()} == {
        name: name for name in set(manager_of.values())
    }
    for rep in reps.values():
        if rep["name"] in manager_of:
            assert teams[rep["team_id"]]["name"] == manager_of[rep["name"]]


def test_every_deal_says_what_the_file_says(maven: tuple[Company, ImportReport], raw: list[dict[str, str]]) -> None:
    company, _ = maven
    reps = dict(company.rows("reps", "rep_id", "name"))
    accounts = dict(company.rows("accounts", "account_id", "name"))
    kept = {
        row["deal_id"]: (
            reps[row["owner_id"]],
            accounts.get(row["account_id"]),
            row["stage"],
            row["outcome"],
            row["created_at"],
            row["closed_at"],
            row["amount"],
        )
        for row in company.edition.read("deals").to_pylist()
    }
    outcomes = {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
    assert kept == {
        row["opportunity_id"]: (
            row["sales_agent"],
            row["account"] or None,
            row["deal_stage"],
            outcomes[row["deal_stage"]],
            moment(row["engage_date"]),
            moment(row["close_date"]),
            Decimal(row["close_value"]) if row["close_value"] else None,
        )
        for row in raw
    }


def test_subsidiaries_know_their_owner(maven: tuple[Company, ImportReport], shared: Path) -> None:
    company, _ = maven
    with (shared / "maven_crm" / "accounts.csv").open(encoding="utf-8") as file:
        owned = {row["account"]: row["subsidiary_of"] for row in csv.DictReader(file) if row["subsidiary_of"]}
    names = dict(company.rows("accounts", "account_id", "name"))
    parents = {name: names[parent] for name, parent in company.rows("accounts", "name", "parent_id") if parent}

    assert len(parents) == 15
    assert parents == owned


def test_the_same_files_again_change_nothing(maven: tuple[Company, ImportReport], shared: Path) -> None:
    company, report = maven
    again = company.import_paths(None, *sorted((shared / "maven_crm").glob("*.csv")))

    assert (report.edition, again.edition, again.changed) == (1, 1, False)
    assert [fates(file) for file in again.files] == [fates(file) for file in report.files]


def moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
