"""A table in a terminal that is too narrow for it loses nothing."""

import pytest
from rich.console import Console

from keyfunnel.cli import screen

HEADER = ("kpi", "team", "value", "95 % interval", "n")
ROWS = [("win_rate", "Dustin Brinkmann", 0.632, "57.93% – 68.18%", 432), ("win_rate", "Cara Losch", None, None, 0)]


def shown(width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(screen, "out", Console(highlight=False, width=width))
    screen.print_table(HEADER, ROWS)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_wide_terminal_has_a_row_for_each(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown(80, capsys, monkeypatch)
    assert [line.split() for line in lines[:1]] == [["kpi", "team", "value", "95", "%", "interval", "n"]]
    assert len(lines) == 3


def test_a_narrow_one_has_a_block_for_each_with_every_column(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(40, capsys, monkeypatch) == [
        "kpi            win_rate",
        "team           Dustin Brinkmann",
        "value          0.63",
        "95 % interval  57.93% – 68.18%",
        "n              432",
        "",
        "kpi            win_rate",
        "team           Cara Losch",
        "value          –",
        "95 % interval  –",
        "n              0",
    ]
