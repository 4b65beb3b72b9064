"""Where a line may end, and where not."""

import datetime as dt

import pytest

from keyfunnel.model.calendar import span
from keyfunnel.web import figures
from keyfunnel.web.line_ends import in_lines

JOINER = "\N{WORD JOINER}"
NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"


def test_no_line_ends_within_a_day_or_a_range() -> None:
    """A space and a dash that lines may not end at: behind a dash they may before any space, hence the joiner."""
    quarter = span(dt.date(2017, 10, 1), dt.date(2018, 1, 1))
    assert figures.date(quarter.start, "en") == f"Oct{NBSP}1,{NBSP}2017"
    assert figures.period(quarter, "en") == f"Oct{NBSP}1{NARROW}–{JOINER}{NARROW}Dec{NBSP}31,{NBSP}2017"
    assert figures.period(quarter, "hu") == f"2017.{NBSP}okt.{NBSP}1.{NARROW}–{JOINER}{NARROW}dec.{NBSP}31."
    days = [JOINER.join(("2017", "年", "10", "月", "1", "日")), JOINER.join(("12", "月", "31", "日"))]
    assert figures.period(quarter, "zh-hans") == f"{JOINER}至\N{ZERO WIDTH SPACE}".join(days)  # a long one may at 至
    assert figures.interval(0.601, 0.662, "ratio", "en") == f"60.1%{NBSP}–{JOINER}{NBSP}66.2%"


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("It takes 45.8 minutes.", f"It takes 45.8{NBSP}minutes."),
        ("ez (710 USD – 1 478 USD).", f"ez (710{NBSP}USD{NBSP}–{JOINER}{NBSP}1{NBSP}478{NBSP}USD)."),
        ("it is $9 ($7 to $11).", f"it is $9 ($7{NBSP}to{NBSP}$11)."),
        ("so (as in 2017, which was long ago, and in 2018).", "so (as in 2017, which was long ago, and in 2018)."),
    ],
)
def test_no_line_of_a_sentence_ends_before_a_unit_or_within_a_range_in_brackets(sentence: str, written: str) -> None:
    assert in_lines(sentence) == written
