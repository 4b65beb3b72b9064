"""The library's sentences on a page: in its language, stages included, and code set as code."""

import pytest
from django.utils.translation import override

from keyfunnel.texts import Message
from keyfunnel.web.templatetags.messages import marked, said


def test_default_stages_are_named_in_the_pages_language() -> None:
    message = Message("leak", "{after} → {stage}, {n}", {"after": "Proposal", "stage": "Won", "n": 3})
    with override("hu"):
        assert said(message) == "Ajánlat → Megnyert, 3"


def test_a_stage_of_the_workspaces_own_keeps_its_name() -> None:
    with override("hu"):
        assert said(Message("x", "{stage}", {"stage": "Legal review"})) == "Legal review"


def test_what_stands_in_backticks_is_code_and_nothing_else_is_markup() -> None:
    assert marked("from `<b>` to `B`") == "from <code>&lt;b&gt;</code> to <code>B</code>"
    assert marked("a ` alone & <i>") == "a ` alone &amp; &lt;i&gt;"


def test_stages_inside_a_message_inside_are_named_in_the_pages_language() -> None:
    """As the companions of a KPI are, each a message of its own within the sentence."""
    inner = Message("of_stage", "{title}: {stage}", {"title": "Konverzió", "stage": "Won"})
    with override("hu"):
        assert said(Message("beside", "{companions}!", {"companions": inner})) == "Konverzió: Megnyert!"


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        ("dimension", "deal_type", "ügylettípus"),
        ("kind", "team", "csapat"),
        ("kind", "Increase", "Increase"),
        ("format", "m/d/y", "hónap/nap/év"),
        ("need0", "leads.created_at", "mikor érkezett (leads.created_at)"),
        ("need0", "leads.nothing", "leads.nothing"),
    ],
)
def test_codes_inside_a_sentence_are_said_as_people_say_them(field: str, value: str, written: str) -> None:
    with override("hu"):
        assert said(Message("x", f"{{{field}}}", {field: value})) == written
