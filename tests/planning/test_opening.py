"""What the pages open with is worked out once, when the edition is made."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from keyfunnel.funnel.funnel import funnel
from keyfunnel.funnel.query import FunnelQuery, View
from keyfunnel.lake.edition import Edition
from keyfunnel.planning import opening
from tests.prepared import copy, prepared, the_company

START, END = dt.date(2017, 10, 1), dt.date(2018, 1, 1)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Fifteen deals won and five lost in 2017-Q4, eight open since December (:mod:`tests.web.company`)."""
    home = copy(prepared(tmp_path_factory, "company", the_company), tmp_path_factory.mktemp("opening") / "home")
    edition = home.lake.current()
    assert edition is not None
    return edition


@pytest.fixture
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the facts were asked")

    monkeypatch.setattr(opening, "funnel_of", fail)


def kept_files(edition: Edition) -> list[Path]:
    return sorted((edition.folder / "answers").glob("*.json"))


def test_an_import_keeps_the_funnel_of_the_quarter_that_the_page_opens_with(
    edition: Edition, nothing_asked: None
) -> None:
    group = opening.company_funnel(edition, View.PERIOD, START, END)
    assert group is not None
    assert {stage.name: stage.reached for stage in group.stages}["Won"] == 15


def test_what_is_kept_is_what_the_facts_say(edition: Edition) -> None:
    for view in View:
        opening.company_funnel(edition, view, START, END)
        kept = opening.company_funnel(edition, view, START, END)
        asked = FunnelQuery(view=view, window_days=edition.workspace.funnel_window_days, start=START, end=END)
        assert kept == next(iter(funnel(edition.facts(), asked)))


def test_that_nobody_went_in_is_an_answer_too(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (edition, View.COHORT, dt.date(2010, 1, 1), dt.date(2010, 4, 1))
    first = opening.company_funnel(*asked)
    monkeypatch.setattr(opening, "funnel_of", lambda *_: 1 / 0)
    assert opening.company_funnel(*asked) == first


@pytest.mark.parametrize("written", ["", "{", "[]", '{"question": ["other"], "answer": {}}'])
def test_an_answer_that_can_not_be_read_is_worked_out_anew(edition: Edition, written: str) -> None:
    first = opening.company_funnel(edition, View.PERIOD, START, END)
    for file in kept_files(edition):
        file.write_text(written)
    assert opening.company_funnel(edition, View.PERIOD, START, END) == first
    assert any(json.loads(file.read_text())["answer"] for file in kept_files(edition) if file.read_text() != written)


def test_numbers_of_other_definitions_are_neither_read_nor_kept(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = replace(edition, definitions="others")
    before = kept_files(edition)
    monkeypatch.setattr(opening, "funnel_of", lambda *_: None)
    assert opening.company_funnel(older, View.PERIOD, START, END) is None
    assert kept_files(edition) == before


def test_a_home_that_can_not_be_written_still_answers(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "mkdir", refuse)
    group = opening.company_funnel(edition, View.COHORT, dt.date(2017, 4, 1), dt.date(2017, 7, 1))
    assert group is not None
