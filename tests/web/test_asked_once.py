"""What a page worked out from the facts is kept beside the edition: a server that starts again asks nothing for it."""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client
from ibis.backends.duckdb import Backend

from keyfunnel.kpis import library
from keyfunnel.kpis.document import as_document, from_document
from keyfunnel.kpis.evaluate import by_each, evaluate
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.why import Comparison, preceding, why
from keyfunnel.lake import answers
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.calendar import Grain, span
from keyfunnel.web import funnels, kept, measured
from tests.web.test_kpi_why import Q4

As = Callable[[str], Client]
ODD = "from=2017-10-05&to=2017-11-20"  # no period of the calendar
NORTH = "scope=team:t1"
PAGES = (
    f"/en/kpis/win_rate/why/?{Q4}",
    f"/en/kpis/revenue/why/?{ODD}",
    f"/en/kpis/quota_attainment/why/?{Q4}",
    f"/en/kpis/win_rate/?{ODD}",
    f"/en/kpis/win_rate/?{Q4}&{NORTH}",
    f"/en/kpis/?{ODD}",
    f"/en/kpis/?{Q4}&{NORTH}",
    f"/en/?{ODD}",
    f"/en/?{Q4}&{NORTH}",
    "/en/leak/",
    f"/en/leak/?{NORTH}",
)


@dataclass
class Server:
    """Questions put to the engine since it last started."""

    asked: list[str] = field(default_factory=list)

    def start_again(self) -> None:
        kept.pages.clear()
        funnels._funnel.cache_clear()
        measured._computed.cache_clear()
        self.asked.clear()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    found = Server()
    compiled = Backend.compile

    def compile_and_count(self: Backend, *args: object, **kwargs: object) -> str:
        found.asked.append(compiled(self, *args, **kwargs))
        return found.asked[-1]

    monkeypatch.setattr(Backend, "compile", compile_and_count)
    return found


def test_a_server_that_starts_again_asks_nothing_for_a_page_that_was_read_before(
    own_company: Home, server: Server, signed_in: As
) -> None:
    vera = signed_in("vera")
    server.start_again()
    first = {address: vera.get(address).content for address in PAGES}
    assert len(server.asked) > len(PAGES)
    for address in PAGES:
        server.start_again()
        again = vera.get(address)
        assert (again.status_code, server.asked) == (200, []), address
        assert _without_tokens(again.content) == _without_tokens(first[address]), address


def _without_tokens(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"oken" not in line]


@pytest.fixture
def edition(own_company: Home) -> Edition:
    found = own_company.lake.current()
    assert found is not None
    return found


def test_every_value_comes_back_as_it_was_kept(edition: Edition) -> None:
    """In total by quarter, with its guardrails and reasons, and by each dimension of one of them."""
    facts, known = edition.facts(), library.library(edition.workspace)
    told = evaluate(facts, [key for key, kpi in known.items() if not kpi.takes_stage], Query(Grain.QUARTER))
    told += evaluate(facts, ["stage_entries", "stage_conversion"], Query(Grain.QUARTER, stage="Won"))
    for split in by_each(facts, "win_rate", Query(), ("owner", "team")).values():
        told += split
    assert any(one.guardrails for one in told)
    assert any(one.reason for one in told)
    assert from_document(as_document(told)) == tuple(told)


@pytest.mark.parametrize("key", ["win_rate", "revenue", "time_to_close", "sales_velocity", "visits"])
def test_a_change_taken_apart_comes_back_as_it_was_kept(key: str, edition: Edition) -> None:
    period = span(dt.date(2017, 10, 1), dt.date(2018, 1, 1))
    told = why(edition.facts(), key, Comparison(period, preceding(period)))
    assert from_document(as_document(told)) == told


def test_what_was_asked_for_longest_ago_goes_first(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of at most ten; the first is asked for again meanwhile."""
    monkeypatch.setattr(answers, "MOST_FILES", 10)
    for file in edition.folder.glob("answers/*.json"):
        file.unlink()
    for number in range(10):
        answers.keep(edition, ["number", str(number)], {"told": number})
        _grow_older(edition)
    assert answers.kept(edition, ["number", "0"]) == {"told": 0}
    answers.keep(edition, ["number", "10"], {"told": 10})
    there = [n for n in range(11) if answers.kept(edition, ["number", str(n)])]
    assert there == [0, 3, 4, 5, 6, 7, 8, 9, 10]  # nine of ten, so that the next finds room


def test_an_answer_as_large_as_many_is_not_kept(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "LARGEST", 100)
    answers.keep(edition, ["large"], {"told": "x" * 100})
    assert answers.kept(edition, ["large"]) is None


def _grow_older(edition: Edition) -> None:
    """All that is kept is a second older now."""
    for file in edition.folder.glob("answers/*.json"):
        at = file.stat().st_mtime_ns - 10**9
        os.utime(file, ns=(at, at))
