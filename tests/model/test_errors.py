"""What is refused is told in English to a terminal, and in any language to a page."""

import pickle

from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.texts import Message


def test_an_error_reads_in_english_and_renders_its_values_by_language() -> None:
    error = BadInput("only {n} of {share:percent}", n=1234, share=0.125)
    assert str(error) == "only 1,234 of 12.5%"
    assert error.render("hu") == "only 1\xa0234 of 12,5%"


def test_a_sentence_of_the_catalogue_is_told_in_the_language() -> None:
    error = BadInput("{name}: “{text}” is not a date such as 2017-10-01", name="from", text="x")
    assert error.render("hu") != str(error)
    assert "from" in error.render("hu")


def test_a_text_without_values_keeps_its_braces() -> None:
    assert str(BadInput("write {team: NAME}")) == "write {team: NAME}"


def test_a_near_word_is_proposed_in_the_same_language() -> None:
    error = NotThere("no {word!r}{hint}", word="win_rte", hint=did_you_mean("win_rte", ["win_rate", "revenue"]))
    assert str(error) == "no 'win_rte'; did you mean 'win_rate'?"
    assert did_you_mean("xyz", ["win_rate"]) == ""
    assert f"no such{did_you_mean('win_rte', ['win_rate'])}" == "no such; did you mean 'win_rate'?"


def test_an_error_within_another_is_told_in_the_outer_ones_language() -> None:
    inner = BadInput("{n} rows", n=1234)
    assert BadInput("file: {why}", why=inner.message).render("hu") == "file: 1\xa0234 rows"


def test_an_error_survives_the_way_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(NotThere("no {word!r}", word="x")))
    assert str(error) == "no 'x'"
    assert error.message == Message("refused", "no {word!r}", {"word": "x"})
