"""The library's sentences on a page: in its language, stages included, and code set as code."""

from django.utils.translation import override

from keyfunnel.texts import Message
from keyfunnel.web.templatetags.figures import marked, said


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
