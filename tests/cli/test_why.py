"""``kpi why``: parts that add up, and one clear error for what can't be understood."""

import pytest
from tests.command_line import CommandLine, within

DEALS = """Deal ID,Owner,Amount,Created,Closed,Status
1,Ada,100,2023-01-02,2024-01-10,Won
2,Ada,,2023-01-03,2024-01-11,Lost
3,Bo,300,2023-01-04,2024-02-03,Won
4,Ada,200,2023-01-05,2024-02-04,Won
5,Bo,,2023-01-06,2024-02-05,Lost
6,Bo,,2023-01-07,2024-03-01,Lost
"""
FEBRUARY = ("--from", "2024-02-01", "--to", "2024-03-01")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("why")
    (folder / "deals.csv").write_text(DEALS, encoding="utf-8")
    run = CommandLine(folder / "home")
    assert run.at_once("import", folder / "deals.csv").code == 0
    return run


def test_the_json_adds_up(run: CommandLine) -> None:
    """Revenue 100 to 500: Bo's 300 are all volume, Ada's 100 more all value."""
    found = run("kpi", "why", "revenue", *FEBRUARY, "--by", "owner", "--json").json
    (owner,) = found["dimensions"]
    assert (found["period"], found["against"]) == ("2024-02-01/2024-03-01", "2024-01-01/2024-02-01")
    assert found["change"] == owner["total"] == 400
    assert [(part["name"], part["volume"], part["value_effect"]) for part in owner["parts"]] == [
        ("Bo", 300, 0),
        ("Ada", 0, 100),
    ]
    assert owner["others"] is None


def test_for_people_it_is_a_sentence_and_a_table(run: CommandLine) -> None:
    said = run.at_once("kpi", "why", "win_rate", *FEBRUARY).out
    assert "win_rate 2024-02-01/2024-03-01: 66.67%, against 2024-01-01/2024-02-01: 50.00%" in said
    assert "change +16.67 pt" in said
    assert "by owner" in said


def test_another_period_can_be_named(run: CommandLine) -> None:
    found = run.at_once(
        "kpi", "why", "deals_lost", "--from", "2024-03-01", "--to", "2024-03-02",
        "--against-from", "2024-02-01", "--against-to", "2024-03-01", "--json",
    ).json  # fmt: skip
    assert (found["against_value"], found["value"]) == (1, 1)


def test_a_year_ago_without_data_is_no_zero(run: CommandLine) -> None:
    found = run.at_once("kpi", "why", "win_rate", *FEBRUARY, "--against", "year-ago", "--json").json
    assert found["change"] is None
    assert found["dimensions"] == []
    assert "from Feb 1, 2023 to Feb 28, 2023" in found["reason"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("winrate", *FEBRUARY), "win_rate"),
        (("win_rate",), "--from"),
        (("win_rate", "--from", "2024-02-01"), "--to"),
        (("win_rate", *FEBRUARY, "--against", "easter"), "year-ago"),
        (("win_rate", *FEBRUARY, "--against-from", "2024-01-01"), "--against-to"),
        (("win_rate", *FEBRUARY, "--against-from", "2024-02-01", "--against-to", "2024-01-01"), "--against-to"),
        (("win_rate", *FEBRUARY, "--against-from", "2024-02-01", "--against-to", "2024-03-01"), "itself"),
        (("win_rate", *FEBRUARY, "--by", "ownr"), "owner"),
        (("win_rate", *FEBRUARY, "--where", "owner=Adda"), "Ada"),
        (("win_rate", *FEBRUARY, "--parts", "0"), "parts"),
        (("stage_entries", *FEBRUARY, "--stage", "Wonn"), "Won"),
    ],
)
def test_what_is_wrong_is_said_and_the_code_is_two(run: CommandLine, words: tuple[str, ...], said: str) -> None:
    outcome = within(run, "kpi", "why", *words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in " ".join(outcome.err.split())
    assert "Traceback" not in outcome.err
