"""Text as places in lists of words, and names put together from them."""

import numpy as np

from keyfunnel.demo.arrays import random_for
from keyfunnel.demo.names import addresses, colleagues, companies, domains, full_names
from keyfunnel.demo.numbers import keys
from keyfunnel.demo.words import always, joined, replaced, respelt, words

COLOURS = ("Red", None, "Dark Blue")


def test_a_place_stands_for_its_word_and_minus_one_for_none() -> None:
    assert words(COLOURS, np.array([2, -1, 0, 1])).to_pylist() == ["Dark Blue", None, "Red", None]


def test_words_are_respelt_again_and_again_where_that_is_asked() -> None:
    column = words(COLOURS, np.array([0, 0, 2, -1]))
    column = respelt(column, np.array([True, False, True, True]), str.lower)
    column = respelt(column, np.array([True, True, False, False]), lambda word: word + "!")
    assert column.to_pylist() == ["red!", "Red!", "dark blue", None]


def test_a_word_replaces_empty_cells_too() -> None:
    column = words(COLOURS, np.array([0, -1, -1]))
    assert replaced(column, np.array([False, True, False]), "n/a").to_pylist() == ["Red", "n/a", None]


def test_joined_text_is_empty_where_a_part_is() -> None:
    assert joined(words(COLOURS, np.array([0, -1])), " - ", always("x", 2)).to_pylist() == ["Red - x", None]


def test_keys_of_negative_numbers_are_empty() -> None:
    assert keys("D-", np.array([12, -1, 0])).to_pylist() == ["D-12", None, "D-0"]


def test_companies_are_numbered_once_every_name_was_given() -> None:
    """56 places, 32 trades and 10 forms: 17,920 names."""
    numbers = np.array([0, 17_920, 35_840])
    assert companies(numbers).to_pylist() == ["Siam Foods Group", "Siam Foods Group 2", "Siam Foods Group 3"]
    assert domains(numbers).to_pylist()[:2] == ["siam-foods-group.example", "siam-foods-group-2.example"]
    assert len(set(companies(np.arange(100_000)).to_pylist())) == 100_000


def test_a_persons_address_is_their_name_in_plain_letters() -> None:
    """The 13th given name of 50, with the 10th family name of 46."""
    person = np.array([12 * 46 + 9])
    assert full_names(person).to_pylist() == ["Réka Varga"]
    assert addresses(person, domains(np.array([0]))).to_pylist() == ["reka.varga@siam-foods-group.example"]


def test_colleagues_beyond_all_names_have_middle_initials() -> None:
    names = colleagues(random_for(1, 0), 60_000)
    assert len(set(names)) == 60_000
    assert sum("." in name for name in names) == 60_000 - 50 * 46
