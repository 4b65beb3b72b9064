"""What is wrong in a goals or settings file is told in the reader's language; fields are called as in the file."""

from collections.abc import Callable

import pytest

from keyfunnel.intake.mapping.load import parse as mapping
from keyfunnel.lake.settings import from_yaml
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.document import parse

KEY_RESULT = "{key: w, title: W, kpi: win_rate, kind: increase, target: lots}"
GOALS = f"""cycle: {{name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}}
objectives:
  - key: a
    title: A
    key_results:
      - {KEY_RESULT}
"""


def refusal(read: Callable[[str, str], object], text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(text, "f.yaml")
    return caught.value


def test_a_goals_file_names_the_place_and_what_was_written() -> None:
    error = refusal(parse, GOALS)
    at = "objectives[0].key_results[0].target"
    assert str(error) == (
        f"f.yaml, line 6, {at}: must be a number such as 1200000 or 0.65, or a percentage such as 65%, not 'lots'"
    )
    assert error.render("hu") == (
        f"f.yaml, 6. sor, {at}: szám kell, például 1200000 vagy 0.65, vagy százalék, például 65%, nem 'lots'"
    )
    assert error.render("zh-hans").startswith(f"f.yaml 第6行，{at}：必须是1200000或0.65这样的数字")
    assert error.render("th").startswith(f"f.yaml บรรทัด 6, {at}: ต้องเป็นตัวเลข")


def test_a_hint_within_a_sentence_is_translated_too() -> None:
    error = refusal(parse, GOALS.replace("title: A\n", "titel: A\n"))
    assert (
        error.render("hu")
        == "f.yaml, 4. sor, objectives[0].titel: itt nincs ilyen mező: 'titel'; erre gondolt: 'title'?"
    )
    many = refusal(parse, GOALS.replace("target: lots", "kind: xyz, target: 1").replace("kind: increase, ", ""))
    assert "ezek egyike kell: increase" in many.render("hu")


@pytest.mark.parametrize(
    ("text", "english", "hungarian"),
    [
        ("currency: dollars", "f.yaml: currency: 'dollars' is not an ISO 4217 code", "'dollars' nem ISO 4217 kód"),
        ("fiscal_start: july", "f.yaml: fiscal_start: 'july' is not a whole number", "'july' nem egész szám"),
        ("curency: EUR", "did you mean 'currency'?", "nincs ilyen beállítás: 'curency'; erre gondolt: 'currency'?"),
        ("stages: []", "f.yaml: stages: a list of at least one stage", "f.yaml: stages: legalább egy szakasz listája"),
        ("kpis: [{key: a}]", "f.yaml: kpis[0]: title is missing", "f.yaml: kpis[0]: hiányzik: title"),
        ("holidays: [noon]", "holidays: 'noon' is not a date", "holidays: 'noon' nem olyan dátum"),
        ("a: [", "not readable as YAML", "nem olvasható YAML-ként"),
        ("kpis: [{key: a, title: A, form: sum, base: deals, date: x}]", "there is no", "nincs"),
    ],
)
def test_a_settings_file_does_too(text: str, english: str, hungarian: str) -> None:
    error = refusal(from_yaml, text)
    assert english in str(error)
    assert hungarian in error.render("hu")


def test_braces_of_an_example_are_shown_once() -> None:
    error = refusal(parse, GOALS.replace("target: lots", "target: 1, where: 3"))
    assert str(error).endswith("must be a mapping of dimensions to values, as in {product: GTX Pro}")
    assert error.render("hu").endswith("például {product: GTX Pro}")


def test_a_mapping_says_so_in_the_readers_language_too() -> None:
    error = refusal(mapping, "files: [{file: d.csv, tables: [{table: deal}]}]")
    assert str(error) == "f.yaml: files[1] (d.csv): tables[1]: there is no table 'deal'; did you mean 'deals'?"
    assert error.render("hu").endswith(": nincs ilyen tábla: 'deal'; erre gondolt: 'deals'?")
    nothing = refusal(mapping, "files:")
    assert str(nothing) == "f.yaml: files: expected a list, found nothing"
    assert nothing.render("hu") == "f.yaml: files: ez kell: lista, ez van ott: semmi"
