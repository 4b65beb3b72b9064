"""Which date says when deals closed, where no header does: the deals that have it tell."""

from collections.abc import Mapping
from pathlib import Path

from tests.intake.mapping.suggested import main, suggested

OUTCOMES = ("Won", "Lost", "Open") * 4


def closed_at(folder: Path, dates: Mapping[str, str], outcomes: tuple[str, ...] = OUTCOMES) -> str | None:
    """What ``deals.closed_at`` is taken from in a file of ``dates``: headers, and which deals have one there."""
    lines = [f"Deal ID,Deal name,Amount,Owner,Status,Created,{','.join(dates)}"]
    for number, outcome in enumerate(outcomes, 1):
        there = [f"2024-02-{number:02d}" if outcome in which else "" for which in dates.values()]
        lines.append(f"{number},Job {number},{number}00,Ann,{outcome},2024-01-{number:02d},{','.join(there)}")
    table, columns = main(suggested(folder, deals="\n".join(lines) + "\n")["deals"])
    assert table == "deals"
    return columns.get("closed_at")


def test_it_is_the_date_of_those_won_or_lost_and_no_others(tmp_path: Path) -> None:
    """Before, it was the plan: of eight closed deals every date would have been wrong."""
    dates = {"Expected close date": "Won Lost Open", "Won/Lost Date": "Won Lost"}
    assert closed_at(tmp_path, dates) == "Won/Lost Date"


def test_it_is_one_of_two_dates_where_those_won_have_the_one_and_those_lost_the_other(tmp_path: Path) -> None:
    dates = {"Expected close date": "Won Lost Open", "Moment of victory": "Won", "Moment of defeat": "Lost"}
    assert closed_at(tmp_path, dates) == '{coalesce("Moment of victory", "Moment of defeat")}'


def test_of_those_lost_it_is_the_close_date_where_only_those_won_have_a_date_of_their_own(tmp_path: Path) -> None:
    assert (
        closed_at(tmp_path, {"Close date": "Won Lost Open", "Won date": "Won"})
        == '{coalesce("Won date", "Close date")}'
    )


def test_a_plan_is_no_date_of_a_loss(tmp_path: Path) -> None:
    assert closed_at(tmp_path, {"Expected close date": "Won Lost Open", "Won date": "Won"}) == "Won date"


def test_a_date_of_something_else_is_not_taken(tmp_path: Path) -> None:
    dates = {"Expected close date": "Won Lost Open", "Invoice date": "Won Lost"}
    assert closed_at(tmp_path, dates) == "Expected close date"


def test_a_few_deals_tell_nothing(tmp_path: Path) -> None:
    dates = {"Expected close date": "Won Lost Open", "Kick-off": "Won Lost"}
    assert closed_at(tmp_path, dates, ("Won", "Lost", "Open", "Won", "Lost", "Open")) == "Expected close date"
