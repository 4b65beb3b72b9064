"""A message is stored once and read in any language."""

import datetime as dt

import pytest

from keyfunnel.texts import Message, Money


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    message = Message("small", "{n} rows, {rate:percent}", {"n": 1234567, "rate": 0.1234})
    assert message.render("en") == "1,234,567 rows, 12.3%"
    assert message.render("hu") == "1\xa0234\xa0567 rows, 12,3%"


@pytest.mark.parametrize("language", ["en", "th", "zh-hans", "hu"])
def test_below_zero_a_number_has_a_minus_and_no_hyphen(language: str) -> None:
    told = Message("m", "{change} {rate:percent} {sum}", {"change": -3, "rate": -0.5, "sum": Money(-20, "EUR")})
    assert told.render(language).count("\N{MINUS SIGN}") == 3
    assert "-" not in told.render(language)


def test_dates_are_spelt_by_the_locale() -> None:
    message = Message("since", "since {day}", {"day": dt.date(2017, 12, 5)})
    assert message.render("en") == "since Dec 5, 2017"
    assert message.render("zh-hans") == "since 2017年12月5日"


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("since {day}.", "hu", "since 2017. dec. 5."),
        ("since {day}. More", "hu", "since 2017. dec. 5. More"),
        ("since {day}.", "en", "since Dec 5, 2017."),
        ("since {day}, then.", "hu", "since 2017. dec. 5., then."),
        ("since {day}...", "hu", "since 2017. dec. 5...."),
        ("of {name}.", "en", "of Silver Steel Co."),
        ("of {name}. {day}.", "hu", "of Silver Steel Co. 2017. dec. 5."),
        ("see {path}..", "en", "see a/b.."),
    ],
)
def test_a_value_that_ends_with_a_full_stop_ends_the_sentence(text: str, language: str, written: str) -> None:
    params = {"day": dt.date(2017, 12, 5), "name": "Silver Steel Co.", "path": "a/b"}
    assert Message("m", text, params).render(language) == written


def test_so_does_a_sentence_inside_another() -> None:
    inner = Message("since", "since {day}", {"day": dt.date(2017, 12, 5)})
    assert Message("outer", "nothing {why}.", {"why": inner}).render("hu") == "nothing since 2017. dec. 5."


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
        ("zh-hans", 104.5, "CNY", "¥104.50"),
        ("th", 1004.5, "THB", "฿1,004"),
        ("en", 7, "USD", "$7"),
    ],
)
def test_money_is_written_by_language_and_currency(language: str, amount: float, currency: str, written: str) -> None:
    assert Message("brings", "{value}", {"value": Money(amount, currency)}).render(language) == written


def test_a_word_may_be_put_in_quotes() -> None:
    assert str(Message("gone", "no {word!r}", {"word": "win_rte"})) == "no 'win_rte'"


@pytest.mark.parametrize(
    ("rows", "said"), [(0, "0 rows are totals"), (1, "1 row is a total"), (1234, "1,234 rows are totals")]
)
def test_a_sentence_suits_its_number(rows: int, said: str) -> None:
    assert str(Message("sum", "{rows:# row is a total|# rows are totals}", {"rows": rows})) == said


def test_other_words_of_it_suit_the_number_too() -> None:
    text = "{rows:# row|# rows} in {stages}; {rows:it is|they are} kept"
    assert str(Message("kept", text, {"rows": 1, "stages": "a|b #1"})) == "1 row in a|b #1; it is kept"


def test_what_is_not_translated_suits_as_english_does() -> None:
    message = Message("new", "{rows:# deal was|# deals were} left", {"rows": 2000})
    assert message.render("hu") == "2\xa0000 deals were left"


def test_a_finding_is_told_right_of_one_row_in_every_language() -> None:
    text = "{rows:# order was placed after its|# orders were placed after their} deal was lost"
    told = {language: Message("late", text, {"rows": 1}).render(language) for language in ("en", "th", "zh-hans", "hu")}
    assert told["en"] == "1 order was placed after its deal was lost"
    assert all("1" in sentence and "#" not in sentence and "|" not in sentence for sentence in told.values())


@pytest.mark.parametrize(
    ("rates", "written"),
    [((0.109, 0.12), "10.9% beside 12.0%"), ((0.9, 1.0), "90% beside 100%"), ((0.9, 0.0004), "90% beside 0%")],
)
def test_percentages_of_one_sentence_have_as_many_decimals(rates: tuple[float, float], written: str) -> None:
    rate, best = rates
    told = Message("rates", "{rate:percent} beside {best:percent}", {"rate": rate, "best": best})
    assert told.render() == written
