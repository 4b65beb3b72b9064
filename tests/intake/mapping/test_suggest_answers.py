"""How deals stand where a sheet asks "Won?", ticks them off, says a word nobody knows, or says it in its own name."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, sources, suggested

HEAD = "Deal,Client,Value,Opened"


def sheet(folder: Path, head: str, rows: list[str], name: str = "deals") -> Mapping[str, str | None]:
    """The columns of deals that have ``rows`` below ``head`` behind what all of them tell."""
    lines = [f"{HEAD},{head}"]
    lines += [f"Job {n},Firm {n % 4},{n}50.25,2024-01-{n:02d},{row}" for n, row in enumerate(rows, 1)]
    file = suggested(folder, None, **{name: "\n".join(lines) + "\n"})[name]
    table, columns = main(file)
    assert table == "deals"
    return columns


@pytest.mark.parametrize(
    ("head", "yes", "no", "undecided"),
    [
        ("Won?", "yes", "no", "not yet"),
        ("Megvan?", "igen", "nem", "folyamatban"),
        ("Fechou?", "Sim", "Não", "Em aberto"),
        ("¿Se ganó?", "Sí", "No", "Pendiente"),
        ("是否成交", "是", "否", "待定"),
    ],
)
def test_an_answer_to_whether_it_was_won_is_an_outcome(
    tmp_path: Path, head: str, yes: str, no: str, undecided: str
) -> None:
    """Before, three answers were three stages that said nothing."""
    lines = [f"{HEAD},{head}"]
    lines += [f"Job {n},Firm,{n}0,2024-01-{n:02d},{(yes, no, undecided)[n % 3]}" for n in range(1, 13)]
    mapping = suggested(tmp_path, deals="\n".join(lines) + "\n")["deals"].main
    assert mapping is not None
    assert dict(mapping.columns["outcome"].values) == {yes: "won", no: "lost", undecided: "open"}


def test_no_answer_is_an_open_deal(tmp_path: Path) -> None:
    columns = sheet(tmp_path, "Won?", ["yes", "no", ""] * 4)
    assert columns["outcome"] == """{CASE WHEN "Won?" THEN 'won' WHEN NOT "Won?" THEN 'lost' ELSE 'open' END}"""


def test_what_was_not_won_though_it_closed_was_lost(tmp_path: Path) -> None:
    columns = sheet(tmp_path, "Is won,Closed on", ["true,2024-03-01", "false,2024-03-02", "false,"] * 4)
    expected = """{CASE WHEN "Is won" THEN 'won' WHEN "Closed on" IS NOT NULL THEN 'lost' ELSE 'open' END}"""
    assert columns["outcome"] == expected


@pytest.mark.parametrize(("won", "lost"), [("Signed", "Declined"), ("成交", "未成交"), ("Nyert", "Bukott")])
@pytest.mark.parametrize("tick", ["x", "√", "✅"])
def test_two_columns_are_ticked_off(tmp_path: Path, won: str, lost: str, tick: str) -> None:
    columns = sheet(tmp_path, f"{won},{lost}", [f"{tick},", f",{tick}", ","] * 4)
    assert columns["outcome"] == f"""{{CASE WHEN "{won}" THEN 'won' WHEN "{lost}" THEN 'lost' ELSE 'open' END}}"""


def test_columns_of_dates_that_are_headed_by_an_outcome_are_when_it_came(tmp_path: Path) -> None:
    rows = ["2024-03-01,", ",2024-03-05", ","] * 4
    columns = sheet(tmp_path, "Won,Lost", rows)
    assert columns["closed_at"] == '{coalesce("Won", "Lost")}'
    outcome = columns["outcome"]
    assert outcome == """{CASE WHEN "Won" IS NOT NULL THEN 'won' WHEN "Lost" IS NOT NULL THEN 'lost' ELSE 'open' END}"""


def test_a_word_nobody_knows_means_lost_where_its_deals_closed_and_were_not_won(tmp_path: Path) -> None:
    lines = [f"{HEAD},Status,Closed on"]
    words = (("Won", "2024-03-01"), ("Kaput", "2024-03-02"), ("Talking", ""))
    lines += [f"Job {n},Firm,{n}0,2024-01-{n:02d},{','.join(words[n % 3])}" for n in range(1, 13)]
    mapping = suggested(tmp_path, deals="\n".join(lines) + "\n")["deals"].main
    assert mapping is not None
    assert dict(mapping.columns["outcome"].values) == {"Won": "won", "Kaput": "lost", "Talking": "open"}


def test_a_plan_tells_nothing_of_a_word_nobody_knows(tmp_path: Path) -> None:
    lines = [f"{HEAD},Status,Planned close"]
    words = (("Won", "2024-03-01"), ("Kaput", "2024-03-02"), ("Talking", ""))
    lines += [f"Job {n},Firm,{n}0,2024-01-{n:02d},{','.join(words[n % 3])}" for n in range(1, 13)]
    mapping = suggested(tmp_path, deals="\n".join(lines) + "\n")["deals"].main
    assert mapping is not None
    assert mapping.columns["outcome"].values["Kaput"] == "open"


@pytest.mark.parametrize(
    ("name", "outcome"), [("won deals", "won"), ("Lost", "lost"), ("Open", "open"), ("elvesztett üzletek", "lost")]
)
def test_the_name_of_a_sheet_says_how_all_of_its_deals_stand(tmp_path: Path, name: str, outcome: str) -> None:
    columns = sheet(tmp_path, "Owner,Expected close", ["Ann,2024-06-01"] * 12, name)
    assert columns["outcome"] == f"={outcome}"


def test_marks_say_what_unknown_words_do_not(tmp_path: Path) -> None:
    lines = [f"{HEAD},How it stands"]
    words = ("✔ ours", "✘ theirs", "⏳ waiting")
    lines += [f"Job {n},Firm,{n}0.50,2024-01-{n:02d},{words[n % 3]}" for n in range(1, 13)]
    file = suggested(tmp_path, deals="\n".join(lines) + "\n")["deals"]
    assert file.main is not None
    assert sources(file.main)["outcome"] == "How it stands"
    assert dict(file.main.columns["outcome"].values) == {"✔ ours": "won", "✘ theirs": "lost", "⏳ waiting": "open"}
