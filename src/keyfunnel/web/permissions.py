"""Who may do what on these pages: everyone signed in reads; bringing in data takes a role for it."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from keyfunnel.okr.models import Person, StateToken
from keyfunnel.okr.models.choices import Role

IMPORTERS = frozenset({Role.ADMIN, Role.LEADER, Role.MANAGER})
View = Callable[..., HttpResponseBase]


def may_import(request: HttpRequest) -> bool:
    """Asked once a request."""
    found: bool | None = getattr(request, "_keyfunnel_may_import", None)
    if found is None:
        found = request.user.is_authenticated and _imports(request.user.pk, StateToken.now())
        request._keyfunnel_may_import = found  # type: ignore[attr-defined]  # requests carry what is theirs
    return found


@lru_cache(maxsize=1024)
def _imports(user: int, _state: int) -> bool:
    """Asked of the database once for each state in which it was, which is another one after any change of a role."""
    return Person.objects.filter(user_id=user, role__in=IMPORTERS).exists()


def may_plan(request: HttpRequest) -> bool:
    """Targets and notes are set by those who bring in data."""
    return may_import(request)


def account(request: HttpRequest) -> User:
    """Who is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied(_("Sign in first."))
    return request.user


def planners_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_plan(request):
            raise PermissionDenied(_("Managers, leaders and admins set targets, values and KPI sets, and note events."))
        return view(request, *args, **kwargs)

    return guarded


def importers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request):
            raise PermissionDenied(_("Importing data takes the role of a manager, leader or admin."))
        return view(request, *args, **kwargs)

    return guarded


def deciders_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request):
            raise PermissionDenied(_("Deciding on duplicates takes the role of a manager, leader or admin."))
        return view(request, *args, **kwargs)

    return guarded
