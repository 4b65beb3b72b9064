"""Who may sign in."""

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from keyfunnel.config.settings import PASSWORD_HASHERS
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import AuditEntry, Person, Role
from keyfunnel.okr.people import add_person, people

pytestmark = pytest.mark.django_db


def test_a_person_gets_a_generated_password_that_works() -> None:
    person, password = add_person("alice@example.com", name="Alice Young", role="manager")
    assert User.objects.get().check_password(password)
    assert (person.name, person.email, person.role) == ("Alice Young", "alice@example.com", Role.MANAGER)
    assert len(password) >= 16


def test_a_password_is_kept_by_a_hash_that_takes_memory(settings: LazySettings) -> None:
    """As it is outside the tests, which hash quickly."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    _, password = add_person("alice")
    way, work, *_ = User.objects.get().password.split("$")
    assert (way, int(work) >= 2**14) == ("scrypt", True)
    assert authenticate(username="alice", password=password) is not None


def test_a_password_kept_in_the_former_way_still_works_and_is_kept_anew(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    _, password = add_person("alice")
    User.objects.update(password=make_password(password, hasher="pbkdf2_sha256"))
    assert authenticate(username="alice", password=password) is not None
    assert User.objects.get().password.startswith("scrypt$")


def test_no_two_passwords_are_alike() -> None:
    assert add_person("alice")[1] != add_person("bob")[1]


def test_a_name_is_taken_whatever_its_case() -> None:
    add_person("alice")
    with pytest.raises(BadInput, match="alice may sign in already"):
        add_person("Alice")


def test_replacing_renews_password_and_role_and_keeps_the_account() -> None:
    first, old = add_person("alice")
    second, new = add_person("alice", role="admin", replace=True)
    assert (second.pk, second.role) == (first.pk, "admin")
    assert old != new
    assert AuditEntry.objects.filter(action="password renewed").count() == 1


@pytest.mark.parametrize(
    ("username", "role", "password", "said"),
    [
        ("alice", "admn", None, "did you mean 'admin'?"),
        ("alice", "member", "alice", "too"),
        ("no spaces!", "member", None, "valid"),
        ("", "member", None, "blank"),
    ],
)
def test_what_can_t_be_is_refused_and_leaves_nothing(username: str, role: str, password: str | None, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        add_person(username, role=role, password=password)
    assert not User.objects.exists()


def test_people_are_listed_by_name() -> None:
    add_person("bob")
    add_person("alice")
    assert [(p.username, p.active) for p in people()] == [("alice", True), ("bob", True)]


def test_a_password_never_reaches_the_audit_log() -> None:
    _, password = add_person("alice")
    entry = AuditEntry.objects.get()
    assert password not in str(entry.after)
    assert authenticate(username="alice", password="wrong") is None
    assert Person.objects.count() == 1
