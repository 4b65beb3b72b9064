"""What is worked out when an edition is new needs no question to the data when a page asks for it."""

from collections.abc import Callable

import pytest
from django.test import Client
from ibis.backends.duckdb import Backend

from keyfunnel.lake import edition as editions
from keyfunnel.lake.home import Home
from keyfunnel.web import funnels, measured
from keyfunnel.web.warm import warm

As = Callable[[str], Client]


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Queries sent to the engine from now on."""
    asked: list[str] = []
    compiled = Backend.compile

    def compile_and_count(self: Backend, *args: object, **kwargs: object) -> str:
        asked.append(compiled(self, *args, **kwargs))
        return asked[-1]

    monkeypatch.setattr(Backend, "compile", compile_and_count)
    return asked


def test_the_pages_of_a_large_edition_are_ready_before_anyone_opens_them(
    own_company: Home, signed_in: As, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "LARGE", 1)
    funnels._funnel.cache_clear()
    measured._computed.cache_clear()
    edition = own_company.lake.current()
    assert edition is not None
    for _ in warm(edition):
        pass
    assert questions
    questions.clear()
    reader = signed_in("vera")
    for address in ("/en/", "/en/kpis/win_rate/", "/en/kpis/time_to_close/", "/en/kpis/", "/en/data/", "/en/leak/"):
        assert reader.get(address).status_code == 200
    assert questions == []
