"""A message is stored once and read in any language."""

import datetime as dt

import pytest

from keyfunnel.texts import Message, Money


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    message = Message("small", "{n} rows, {rate:percent}", {"n": 1234567, "rate": 0.1234})
    assert message.render("en") == "1,234,567 rows, 12.3%"
    assert message.render("hu") == "1\xa0234\xa0567 rows, 12,3%"


def test_dates_are_spelt_by_the_locale() -> None:
    message = Message("since", "since {day}", {"day": dt.date(2017, 12, 5)})
    assert message.render("en") == "since Dec 5, 2017"
    assert message.render("zh-hans") == "since 2017年12月5日"


def test_a_name_goes_in_as_it_is() -> None:
    assert str(Message("who", "{name} sells", {"name": "{braces} 100%"})) == "{braces} 100% sells"


def test_a_message_inside_is_rendered_in_the_same_language() -> None:
    inner = Message("share", "{rate:percent}", {"rate": 0.125})
    assert Message("outer", "now {value}", {"value": inner}).render("hu") == "now 12,5%"


@pytest.mark.parametrize(
    ("language", "amount", "currency", "written"),
    [
        ("en", 28946.9, "USD", "$28,947"),
        ("en", 946.9, "USD", "$946.90"),
        ("en", 946.9, "JPY", "¥947"),
        ("hu", 946.9, "USD", "946,90\xa0USD"),
        ("hu", 123872, "HUF", "123\xa0872\xa0Ft"),
        ("zh-hans", 1004.5, "CNY", "¥1,004.50"),
        ("th", 1004.5, "THB", "฿1,004.50"),
        ("en", 7, "USD", "$7"),
    ],
)
def test_money_is_written_by_language_and_currency(language: str, amount: float, currency: str, written: str) -> None:
    assert Message("brings", "{value}", {"value": Money(amount, currency)}).render(language) == written


def test_a_word_may_be_put_in_quotes() -> None:
    assert str(Message("gone", "no {word!r}", {"word": "win_rte"})) == "no 'win_rte'"
