"""Formats of the mapping's form in words."""

import pytest
from django.utils.translation import override

from keyfunnel.intake.typing.dates import DATE_FORMATS
from keyfunnel.intake.typing.formats import DATE_MARKS, NUMBER_MARKS
from keyfunnel.intake.typing.numbers import NUMBER_FORMATS
from keyfunnel.web.shown.format_words import in_words


@pytest.mark.parametrize(
    ("format_", "language", "written"),
    [
        ("d/m/y", "en", "day/month/year"),
        ("y-m-d", "zh-hans", "年-月-日"),
        ("mon d y", "hu", "a hónap neve, nap, év"),
        ("m/d/yy 12h", "en", "month/day/year of two digits, with a.m. and p.m."),
        ("d/m/y BE", "th", "วัน/เดือน/ปี, ปีพุทธศักราช"),
        ("epoch seconds", "en", "seconds since 1970"),
        ("1.234,56", "hu", "1.234,56"),
        ("1234.56 e3", "en", "1234.56, times 1,000"),
    ],
)
def test_a_format_is_said_as_people_say_it(format_: str, language: str, written: str) -> None:
    with override(language):
        assert in_words(format_) == written


def test_every_format_of_dates_and_every_mark_has_words() -> None:
    codes = {one for one in DATE_FORMATS if in_words(one) == one}
    marked = {one for one in (*DATE_MARKS, *NUMBER_MARKS) if in_words(f"{NUMBER_FORMATS[0]} {one}").endswith(one)}
    assert (codes, marked) == (set(), set())
