"""Each command's result is on stdout, as a table, CSV or exactly one JSON document."""

import csv
import io
from pathlib import Path

import pytest
from tests.command_line import CommandLine

DEALS = """Deal ID,Owner,Amount,Created,Closed,Status
1,Ada,100,2024-01-02,2024-02-01,Won
2,Ada,200,2024-01-03,2024-02-02,Lost
3,Bo,300,2024-01-04,2024-02-03,Won
"""
FIELDS = {
    "kpi", "period", "dimensions", "ids", "value", "numerator", "denominator", "n", "low", "high", "unit",
    "guardrails", "edition", "reason",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("output")
    (folder / "deals.csv").write_text(DEALS, encoding="utf-8")
    run = CommandLine(folder / "home")
    assert run("init", "--name", "Small", "--currency", "EUR").code == 0
    report = run.at_once("import", folder / "deals.csv", "--json").json
    assert report["edition"] == 1
    return run


def test_a_value_has_the_fields_that_programs_rely_on(run: CommandLine) -> None:
    one = run.value("win_rate")
    assert set(one) == FIELDS
    assert (one["value"], one["numerator"], one["denominator"], one["n"]) == (pytest.approx(2 / 3), 2, 3, 3)
    assert one["edition"] == 1
    assert one["reason"] is None


def test_what_is_not_available_is_null_with_a_reason(run: CommandLine) -> None:
    one = run.value("mrr")
    assert one["value"] is None
    assert "subscriptions" in one["reason"]


def test_csv_has_a_column_for_each_dimension_and_its_id(run: CommandLine) -> None:
    rows = list(csv.DictReader(io.StringIO(run("kpi", "value", "deals_won", "--by", "owner", "--csv").out)))
    assert {row["owner"]: row["value"] for row in rows} == {"Ada": "1", "Bo": "1"}
    assert all(row["owner_id"] for row in rows)


def test_the_rows_behind_a_value_name_their_file(run: CommandLine) -> None:
    rows = run("kpi", "rows", "win_rate", "--where", "owner=Ada", "--json").json
    assert sorted(str(row["deal_id"]) for row in rows) == ["1", "2"]


@pytest.mark.parametrize(
    "words", [("data",), ("editions",), ("quarantine",), ("kpi", "list"), ("funnel",), ("doctor",)]
)
def test_every_listing_is_one_json_document(run: CommandLine, words: tuple[str, ...]) -> None:
    assert run(*words, "--json").json is not None


def test_settings_printed_are_settings_that_apply(run: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(run("settings", "show").out, encoding="utf-8")
    assert "Small" in file.read_text(encoding="utf-8")
    assert run("settings", "apply", file).code == 0
    assert len(run.at_once("editions", "--json").json) == 1


def test_a_changed_fiscal_year_makes_an_edition(run: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("fiscal_start: 2\n", encoding="utf-8")
    assert run.at_once("settings", "apply", file).code == 0
    assert run.value("deals_won", "--grain", "quarter")["period"] == "2025-Q1"


@pytest.mark.parametrize("words", [("data",), ("quarantine",), ("kpi", "rows", "win_rate"), ("funnel",)])
def test_an_earlier_edition_is_read_by_its_number(run: CommandLine, words: tuple[str, ...]) -> None:
    assert run(*words, "--edition", "1", "--json").json is not None
    assert "There is no edition 99" in run(*words, "--edition", "99").err


def test_a_guardrail_says_of_which_of_several_values_it_speaks(run: CommandLine) -> None:
    lines = run("kpi", "value", "win_rate", "--by", "owner").out.splitlines()
    assert [line for line in lines if "Ada small_sample: 1 of 2, and 1 not" in line]
    assert not [line for line in run("kpi", "value", "win_rate").out.splitlines() if "Ada" in line]


def test_a_person_gets_a_password_of_their_own(run: CommandLine) -> None:
    added = run("user", "add", "ada@example.com", "--name", "Ada", "--role", "manager")
    assert len(added.out.strip()) >= 12
    assert run("user", "list", "--json").json == [
        {"username": "ada@example.com", "name": "Ada", "role": "manager", "active": True}
    ]


def test_rep_is_another_word_for_owner(run: CommandLine) -> None:
    assert run.value("deals_won", "--where", "rep=Ada")["value"] == 1
    assert [one["dimensions"] for one in run.values("deals_won", "--by", "rep")] == [{"owner": "Ada"}, {"owner": "Bo"}]
