"""Which columns can be taken as they stand."""

from collections.abc import Sequence

import duckdb
import pytest

from keyfunnel.intake.typing.tidy import tidy
from keyfunnel.intake.typing.words import BLANKS


def _tidy(*columns: Sequence[str | None]) -> list[bool]:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE sheet ({', '.join(f'c{position} VARCHAR' for position in range(len(columns)))})")
    rows = list(zip(*columns, strict=True))
    for row in rows:
        con.execute(f"INSERT INTO sheet VALUES ({', '.join('?' * len(columns))})", row)
    return tidy(con, "sheet", len(columns), len(columns[0]), BLANKS, {})


@pytest.mark.parametrize("cell", [" a", "a ", "\u00a0a", "a\u3000", "n/a", "N/A", "-", "", "NULL", "None", "na", "\ta"])
def test_a_cell_that_needs_trimming_or_says_nothing_makes_its_column_untidy(cell: str) -> None:
    assert _tidy(["x", cell], ["y", "z"]) == [False, True]


@pytest.mark.parametrize("cell", ["a b", "Nadia", "--x", "nothing", "0", "n/a or so", "-1", None])
def test_what_only_looks_like_such_a_cell_leaves_it_tidy(cell: str | None) -> None:
    assert _tidy(["x", cell], ["y", "z"]) == [True, True]


def test_one_cell_far_behind_the_sample_is_found() -> None:
    usual = ["x"] * 1500
    assert _tidy([*usual, "x"], [*usual, "- "], [*usual, "y"]) == [True, False, True]


def test_cells_beside_each_other_are_not_taken_together() -> None:
    assert _tidy(["n", "x"], ["/a", "y"]) == [True, True]
    assert _tidy([None, "x"], ["a", None], [None, "y"]) == [True, True, True]


def test_a_sheet_without_rows_or_columns_is_tidy() -> None:
    assert _tidy([], []) == [True, True]
