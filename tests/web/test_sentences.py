"""Sentences that follow one another stand apart as their language has it."""

import pytest
from django.utils.translation import override

from keyfunnel.web.templatetags.sentences import breakable, dotted, named, sentences


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        ("One.\n    Two.\n", "One. Two."),
        ("进入“商机” （24%）。 其中", "进入“商机”（24%）。其中"),
        ("\n一。\n  二。", "一。二。"),
        ("Egy.  Kettő.", "Egy. Kettő."),
        ("按 90 天。 完", "按 90 天。完"),
    ],
)
def test_a_full_width_stop_has_its_space_inside(texts: str, written: str) -> None:
    assert sentences(texts) == written


def test_no_part_between_dots_begins_with_one() -> None:
    joined = '<span class="part">A &amp; B\N{NO-BREAK SPACE}·</span> <span class="part">Oct\N{NO-BREAK SPACE}1</span>'
    assert dotted("\n  A & B\n  · Oct\N{NO-BREAK SPACE}1\n") == joined


def test_what_holds_a_date_together_stays_in_sentences() -> None:
    assert sentences("To Oct\N{NO-BREAK SPACE}1.\n  Two.") == "To Oct\N{NO-BREAK SPACE}1. Two."


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("www.brook.example", "www<wbr>.brook<wbr>.example"),
        ("anna.kiss@brook.example", "anna<wbr>.kiss<wbr>@brook<wbr>.example"),
        ("https://a.example/b", "https://<wbr>a<wbr>.example/<wbr>b"),
        ("customer_lifetime_value", "customer_<wbr>lifetime_<wbr>value"),
        ("Brook Ltd.", "Brook Ltd."),
        ("<b>", "&lt;b&gt;"),
        (None, "–"),
    ],
)
def test_an_address_may_be_broken_at_its_joints_only(value: str | None, written: str) -> None:
    assert breakable(value) == written


@pytest.mark.parametrize(("code", "written"), [("en", "a, b, c"), ("zh-hans", "a、b、c"), ("hu", "a, b, c")])
def test_names_follow_one_another_as_the_language_has_it(code: str, written: str) -> None:
    with override(code):
        assert named(["a", "b", "c"]) == written
