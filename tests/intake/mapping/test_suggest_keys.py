"""A header that names a table's key, over values that aren't all different."""

from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, suggested

HEADER = "Deal ID,Deal Name,Deal Stage,Amount,Create Date,Close Date\n"
BEFORE, AFTER = "D1,Big one,Open,1,2024-01-01,\n", "D1,Big one,Closed Won,2,2024-01-01,2024-02-01\n"


def test_one_deal_before_and_after_a_change_keeps_its_key(tmp_path: Path) -> None:
    """Else both rows would stand, and its amount count twice."""
    table, columns = main(suggested(tmp_path, deals=HEADER + BEFORE + AFTER)["deals"])
    assert (table, columns["deal_id"]) == ("deals", "Deal ID")


@pytest.mark.parametrize("stages", [("New", "Offer", "Talks", "Won")])
def test_a_deal_s_way_through_its_stages_is_no_table_of_deals(stages: tuple[str, ...], tmp_path: Path) -> None:
    rows = [f"D{deal},{stage},2024-01-{day:02d}" for deal in (1, 2) for day, stage in enumerate(stages, 1)]
    history = "\n".join(["Deal ID,Stage,Entered", *rows]) + "\n"
    assert main(suggested(tmp_path, history=history)["history"])[0] == "deal_stages"
