"""Bad input is one clear error on stderr, exit code 2, and nothing half done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.command_line import CommandLine, Outcome, within

DEALS = """Deal ID,Owner,Amount,Created,Closed,Status
1,Ada,100,2024-01-02,2024-02-01,Won
2,Ada,200,2024-01-03,2024-02-02,Lost
3,Bo,300,2024-01-04,2024-02-03,Won
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("errors")
    (folder / "deals.csv").write_text(DEALS, encoding="utf-8")
    run = CommandLine(folder / "home")
    assert run.at_once("import", folder / "deals.csv").code == 0
    return run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kpi", "value", "winrate"), "win_rate"),
        (("kpi", "value", "win_rate", "--by", "ownr"), "owner"),
        (("kpi", "value", "win_rate", "--by", "mood"), "owner, team, source"),
        (("kpi", "value", "win_rate", "--where", "owner=Adda"), "Ada"),
        (("kpi", "value", "win_rate", "--stage", "Wonn"), "Won"),
        (("quarantine", "--table", "deal"), "deals"),
        (("kpi", "value", "win_rate", "--where", "owner"), "DIM=VALUE"),
        (("kpi", "value", "win_rate", "--grain", "fortnight"), "fortnight"),
        (("kpi", "value", "win_rate", "--from", "yesterday"), "yesterday"),
        (("kpi", "value", "win_rate", "--from", "2024-02-01", "--to", "2024-01-01"), "--to"),
        (("kpi", "value", "win_rate", "--edition", "7"), "7"),
        (("kpi", "value", "win_rate", "--json", "--csv"), "--csv"),
        (("kpi", "explain", "winrate"), "win_rate"),
        (("funnel", "--window", "soon"), "soon"),
        (("funnel", "--window", "99999999999999999999d"), "99999999999999999999d"),
        (("funnel", "--view", "both"), "both"),
        (("import", "nowhere.csv"), "nowhere.csv"),
        (("settings", "apply", "nowhere.yaml"), "nowhere.yaml"),
        (("import", "deals.csv", "--mapping", "nowhere.yaml"), "nowhere.yaml can't be read: No such file"),
    ],
)
def test_what_is_wrong_is_said_and_the_code_is_two(run: CommandLine, words: tuple[str, ...], said: str) -> None:
    told(within(run, *words), said)


def test_a_process_ends_with_that_code_and_says_so_on_stderr_alone(run: CommandLine) -> None:
    told(run("kpi", "value", "winrate"), "win_rate")
    told(run("goals", "apply", "nowhere.yaml"), "nowhere.yaml")


def told(outcome: Outcome, said: str) -> None:
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in " ".join(outcome.err.split())
    assert "Traceback" not in outcome.err


def test_without_a_workspace_the_way_to_one_is_named(tmp_path: Path) -> None:
    outcome = CommandLine(tmp_path / "none")("kpi", "value", "win_rate")
    assert outcome.code == 2
    assert "keyfunnel init" in " ".join(outcome.err.split())


def test_a_second_workspace_in_the_same_place_is_refused(run: CommandLine) -> None:
    assert run("init").code == 2


def test_a_bad_currency_makes_no_workspace(tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    assert run("init", "--currency", "dollars").code == 2
    assert not (tmp_path / "home").exists()


def test_a_code_that_is_no_currency_makes_no_workspace(tmp_path: Path) -> None:
    """HUN is Hungary's code, HUF its currency's: amounts in HUF would all be without a rate."""
    outcome = within(CommandLine(tmp_path / "home"), "init", "--currency", "HUN")
    assert outcome.code == 2
    assert "'HUN' is not an ISO 4217 code" in outcome.err
    assert not (tmp_path / "home").exists()


def test_a_message_into_a_pipe_is_one_line(tmp_path: Path) -> None:
    """Whoever looks for a file's name in it finds it whole, however long the path."""
    folder = tmp_path / ("a-long-name-of-a-folder-" * 5)
    folder.mkdir()
    run = CommandLine(folder / "home")
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    words = [sys.executable, "-m", "keyfunnel.cli.main", "--home", str(run.home), "data"]
    err = subprocess.run(words, capture_output=True, text=True, env=environment, check=False).stderr
    assert len(err.splitlines()) == 1
    assert str(run.home) in err


def test_a_damaged_parquet_file_is_told_without_the_query_that_read_it(tmp_path: Path) -> None:
    (tmp_path / "deals.parquet").write_bytes(b"PAR1 and no more")
    outcome = within(CommandLine(tmp_path / "home"), "import", tmp_path / "deals.parquet")
    assert outcome.code == 2
    assert "deals.parquet is no whole Parquet file" in outcome.err
    assert "read_parquet" not in outcome.err


def test_a_locale_that_no_one_writes_makes_no_workspace(tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    assert "qq-QQ" in run("init", "--locale", "qq-QQ").err
    assert not (tmp_path / "home").exists()
    assert run("init", "--locale", "en-HU").code == 0


@pytest.mark.parametrize("words", [("nowhere.csv",), ("deals.csv", "--mapping", "bad.yaml"), ("prose.csv",)])
def test_a_first_import_that_comes_to_nothing_leaves_no_workspace(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(
        "files: [{file: deals.csv, tables: [{table: deals, columns: {deal_id: Nope}}]}]", encoding="utf-8"
    )
    (tmp_path / "prose.csv").write_text("Weather,Mood\nfine,good\n", encoding="utf-8")
    outcome = CommandLine(tmp_path / "home").at_once("import", *words)
    assert outcome.code == 2
    assert "Made a workspace" not in outcome.err
    assert not (tmp_path / "home").exists()


def test_a_dry_run_writes_nothing_not_even_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    report = CommandLine(tmp_path / "home")("import", "deals.csv", "--dry-run", "--json").json
    assert report["files"][0]["accepted"] == 3
    assert not (tmp_path / "home").exists()


def test_what_the_folder_held_before_a_vain_import_stays(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine.txt").write_text("mine", encoding="utf-8")
    assert CommandLine(tmp_path / "home")("import", "nowhere.csv").code == 2
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["mine.txt"]


def test_a_setting_that_cannot_be_saved_is_told_without_a_traceback(tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    assert run("init").code == 0
    (tmp_path / "s.yaml").write_text("currency: EUR", encoding="utf-8")
    (tmp_path / "home").chmod(0o500)
    if os.access(tmp_path / "home", os.W_OK):
        pytest.skip("this user may write everywhere")
    for words in (("settings", "apply", "s.yaml"), ("user", "add", "ada")):
        outcome = run(*words)
        assert (outcome.code, "Traceback" in outcome.err) == (2, False)


def test_data_that_are_damaged_are_named_instead_of_what_the_engine_says(run: CommandLine, tmp_path: Path) -> None:
    copied = CommandLine(tmp_path / "home")
    shutil.copytree(run.home, copied.home)
    [file] = (copied.home / "lake" / "tables" / "deals").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-10])
    outcome = copied.at_once("kpi", "rows", "win_rate")
    assert (outcome.code, outcome.out) == (2, "")
    told = "".join(outcome.err.split())  # where lines end depends on how long the path is
    assert told.startswith(f"error:Edition1:filesoftabledealsaredamaged(1,suchas{file});restore")


def test_kpis_of_its_own_are_there_before_anything_was_imported(tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    (tmp_path / "kpis.yaml").write_text(
        "kpis:\n- {key: wins, title: Wins, form: count, base: deals, date: closed_on}\n"
    )
    (tmp_path / "empty.yaml").write_text("")
    assert run.at_once("init", "--name", "New").code == 0
    assert run.at_once("kpi", "apply", tmp_path / "kpis.yaml").code == 0
    assert "wins " in run.at_once("kpi", "list").out
    assert run.at_once("kpi", "explain", "wins").out.startswith("Wins (wins)\n")
    refused = run.at_once("kpi", "apply", tmp_path / "empty.yaml")
    assert (refused.code, refused.err) == (2, "error: empty.yaml: the file is empty\n")
