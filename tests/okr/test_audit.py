"""Every change is on record, with who, when, before and after, and the record can't be edited."""

import datetime as dt

import pytest

from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import AuditEntry, Cycle, CycleState
from keyfunnel.okr.people import add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> Cycle:
    return Cycle.begin(None, name="2017-Q4", start=dt.date(2017, 10, 1), end=dt.date(2018, 1, 1))


def test_a_change_is_recorded_with_before_and_after(cycle: Cycle) -> None:
    alice, _ = add_person("alice")
    cycle.move_to(CycleState.REVIEW, alice.user)
    entry = AuditEntry.objects.filter(subject="cycle 2017-Q4").first()
    assert entry is not None
    assert (entry.who, entry.action, entry.before, entry.after) == (
        "alice",
        "changed",
        {"state": "active"},
        {"state": "review"},
    )


def test_the_command_line_is_named_as_such(cycle: Cycle) -> None:
    entry = AuditEntry.objects.get()
    assert (entry.who, entry.by) == ("command line", None)
    assert entry.after["start"] == "2017-10-01"


def test_nothing_is_recorded_where_nothing_changed(cycle: Cycle) -> None:
    assert not cycle.change(None, name="2017-Q4")
    assert AuditEntry.objects.count() == 1


def test_the_record_can_t_be_changed_or_deleted(cycle: Cycle) -> None:
    entry = AuditEntry.objects.get()
    entry.who = "somebody else"
    for tampering in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(BadInput, match="can't be"):
            tampering()
    with pytest.raises(BadInput, match="can't be changed"):
        AuditEntry.objects.update(who="somebody else")


def test_the_record_outlives_the_account(cycle: Cycle) -> None:
    alice, _ = add_person("alice")
    cycle.move_to(CycleState.CLOSED, alice.user)
    alice.user.delete()
    assert AuditEntry.objects.filter(who="alice", by=None).exists()
