"""What was measured is kept with the edition it was measured on, and reads back as it was."""

import datetime as dt

import pytest

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.okr.models import Cycle, KeyResultSnapshot, Status
from keyfunnel.planning import state
from keyfunnel.planning.apply import apply
from keyfunnel.planning.document import parse
from keyfunnel.planning.progress import reasons
from keyfunnel.planning.status import status, stored
from keyfunnel.texts.packed import packed, unpacked
from tests.planning.conftest import DEALS, PEOPLE, deal, edition_of
from tests.planning.test_applying import GOALS


def test_a_reason_is_kept_so_that_each_language_spells_its_dates() -> None:
    message = reasons.stale(dt.date(2017, 10, 31), 15)
    assert unpacked(packed(message)) == message


@pytest.mark.django_db
def test_an_import_measures_the_goals_anew_and_keeps_the_older_figures(
    small: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(small, parse(GOALS))
    home = Home.find(small.folder.parents[2])
    monkeypatch.setattr(state, "has_state", lambda _: True)
    later = edition_of(home.path, deals=[*DEALS, deal(9, "2017-11-09", amount=45)], **PEOPLE)
    state.refresh_goals(home)
    state.refresh_goals(home)
    money = KeyResultSnapshot.objects.filter(key_result__key="money")
    assert list(money.values_list("edition", "today", "current", "status")) == [
        (small.number, dt.date(2017, 10, 31), 55, "on_track"),  # 55 in 31 of 92 days: 163 of 100
        (later.number, dt.date(2017, 11, 9), 100, "done"),
    ]
    found = stored(Cycle.objects.get())
    assert (found.edition, found.today) == (later.number, dt.date(2017, 11, 9))
    assert found.as_json() == status(later).as_json()


@pytest.mark.django_db
def test_what_was_never_measured_has_no_data(small: Edition) -> None:
    apply(small, parse(GOALS))
    KeyResultSnapshot.objects.all().delete()
    found = stored(Cycle.objects.get())
    assert {one.outcome.status for one in found.key_results} == {Status.NO_DATA}
    assert found.objectives[0].progress is None
