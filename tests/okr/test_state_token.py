"""The state's token is another one after anything that pages show of goals and people has changed, and only then."""

import datetime as dt

import pytest
from django.db import connection, transaction

from keyfunnel.okr import triggers
from keyfunnel.okr.models import AuditEntry, Cycle, KeyResult, KeyResultSnapshot, Objective, Person, Role, StateToken
from keyfunnel.okr.models.audit import record
from keyfunnel.okr.people import add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> Cycle:
    return Cycle.begin(None, name="2017-Q4", start=dt.date(2017, 10, 1), end=dt.date(2018, 1, 1))


def test_each_change_draws_another(cycle: Cycle) -> None:
    seen = [StateToken.now()]
    objective = Objective.begin(None, cycle=cycle, key="more", title="Win more")
    seen.append(StateToken.now())
    key_result = KeyResult.begin(None, objective=objective, key="win", title="Win", kpi="win_rate", kind="increase")
    seen.append(StateToken.now())
    KeyResultSnapshot.objects.create(key_result=key_result, edition=1, today=dt.date(2017, 12, 31))
    seen.append(StateToken.now())
    KeyResultSnapshot.objects.update(current=0.5)
    seen.append(StateToken.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE okr_objective SET title = 'Win yet more'")
    seen.append(StateToken.now())
    KeyResultSnapshot.objects.all().delete()
    seen.append(StateToken.now())
    person, _ = add_person("eve", role="member")
    seen.append(StateToken.now())
    person.become(Role.ADMIN, None)
    seen.append(StateToken.now())
    Person.objects.all().delete()
    seen.append(StateToken.now())
    assert len(set(seen)) == len(seen)


def test_what_no_page_shows_leaves_it(cycle: Cycle) -> None:
    before = StateToken.now()
    record(None, "looked", "at a page")
    assert AuditEntry.objects.exists()
    assert StateToken.now() == before


def test_a_change_that_is_undone_leaves_it(cycle: Cycle) -> None:
    before = StateToken.now()
    with transaction.atomic():
        cycle.change(None, name="another")
        assert StateToken.now() != before
        transaction.set_rollback(True)
    assert StateToken.now() == before


def test_a_table_that_lost_its_triggers_has_them_again_after_migrating(cycle: Cycle) -> None:
    """SQLite changes a column by making the table anew, without them."""
    table = "" if connection.vendor == "sqlite" else " ON okr_cycle"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER okr_cycle_update_seen{table}")
    lost = StateToken.now()
    cycle.change(None, name="unseen")
    assert StateToken.now() == lost
    triggers.make_triggers("default")
    assert StateToken.now() == lost
    cycle.change(None, name="seen")
    assert StateToken.now() != lost


def test_every_model_but_two_is_watched() -> None:
    assert {model.__name__ for model in triggers.watched()} == {
        "Cycle",
        "KeyResult",
        "KeyResultSnapshot",
        "Objective",
        "Person",
        "Scope",
    }
