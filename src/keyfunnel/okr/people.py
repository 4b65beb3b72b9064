"""Who may sign in: accounts are made here, by an admin; nobody signs up."""

import secrets

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.okr.models import Person, Role
from keyfunnel.okr.models.audit import record
from keyfunnel.texts import N_

PASSWORD_BYTES = 12  # 16 characters of URL-safe base64: 96 bits


def add_person(
    username: str,
    *,
    name: str = "",
    role: str = Role.MEMBER,
    password: str | None = None,
    replace: bool = False,
    by: User | None = None,
) -> tuple[Person, str]:
    """Make an account (``username`` may be an e-mail address); returns it with its password, generated unless given.

    With ``replace``, an account of that name gets the new password and role instead.
    Raises :class:`BadInput` for a name that is taken or can't be one, an unknown role or a weak password.
    """
    if role not in Role.values:
        hint = did_you_mean(role, Role.values)
        text = N_("there is no role {word!r}{hint} ({known})")
        raise BadInput.at("role", text, word=role, hint=hint, known=", ".join(Role.values))
    with transaction.atomic():
        user = User.objects.filter(username__iexact=username).first()
        if user is not None and not replace:
            raise BadInput(N_("{name} may sign in already; choose another name"), name=user.username)
        user = user or User(username=username, email=username if "@" in username else "")
        user.first_name, _, user.last_name = name.partition(" ") if name else (user.first_name, "", user.last_name)
        chosen = password or secrets.token_urlsafe(PASSWORD_BYTES)
        _check(user, chosen)
        user.set_password(chosen)
        user.is_active = True
        user.save()
        person = _person(user, role, by)
    return person, chosen


def people() -> list[Person]:
    """Everyone with an account, by name."""
    return list(Person.objects.select_related("user").order_by("user__username"))


def _check(user: User, password: str) -> None:
    try:
        user.clean_fields(exclude=["password"])
        if user.email:
            validate_email(user.email)
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(f"{user.username}: {' '.join(error.messages)}") from None


def _person(user: User, role: str, by: User | None) -> Person:
    person = Person.objects.filter(user=user).first()
    if person is None:
        return Person.begin(by, user=user, role=role)
    record(by, "password renewed", person.subject)
    person.become(Role(role), by)
    return person
