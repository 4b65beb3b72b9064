"""Who may do what on these pages: everyone signed in reads; bringing in data takes a role for it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from keyfunnel.okr.models import Person
from keyfunnel.okr.models.choices import Role

IMPORTERS = frozenset({Role.ADMIN, Role.LEADER, Role.MANAGER})
P = ParamSpec("P")


def may_import(request: HttpRequest) -> bool:
    person = Person.objects.filter(user_id=request.user.pk).only("role").first()
    return person is not None and person.role in IMPORTERS


def importers_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not may_import(request):
            raise PermissionDenied(_("Importing data takes the role of a manager, leader or admin."))
        return view(request, *args, **kwargs)

    return guarded
