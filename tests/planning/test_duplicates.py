"""Decisions on duplicates stand in the audit log, with what they were before."""

from pathlib import Path

import pytest

from keyfunnel.intake.dedupe.decide import accept, reject, undo
from keyfunnel.intake.dedupe.merges import Merge, save
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import NotThere
from keyfunnel.okr.models import AuditEntry
from keyfunnel.okr.people import add_person
from keyfunnel.planning.duplicates import decide
from tests.planning.conftest import DEALS, edition_of

pytestmark = pytest.mark.django_db

TWICE = Merge("accounts", ("a1", "a2"), "a1", 0.99, ())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    twice = [{"account_id": "a1", "name": "Acme"}, {"account_id": "a2", "name": "ACME"}]
    edition_of(tmp_path / "home", accounts=twice, deals=DEALS)
    home = Home.find(tmp_path / "home")
    save(home, [TWICE])
    return home


def test_each_decision_is_told_with_who_made_it(home: Home) -> None:
    person, _ = add_person("bob", role="manager")
    for verb in (accept, undo, reject):
        decide(verb, home, [TWICE.id], person.user)
    entries = AuditEntry.objects.filter(action="duplicates decided").order_by("id")
    steps = [(one.before[TWICE.id]["status"], one.after[TWICE.id]["status"]) for one in entries]
    assert steps == [("proposed", "accepted"), ("accepted", "proposed"), ("proposed", "rejected")]
    first = entries[0]
    assert (first.who, first.subject, first.after[TWICE.id]["records"]) == ("bob", TWICE.id, ["a1", "a2"])


def test_what_could_not_be_decided_is_not_told(home: Home) -> None:
    with pytest.raises(NotThere):
        decide(accept, home, ["nothing"])
    assert not AuditEntry.objects.filter(action="duplicates decided").exists()
