"""Notes on charts, added and removed beside the chart that one is looking at."""

import datetime as dt

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from keyfunnel.kpis import library
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.entered import notes
from keyfunnel.web.current import current
from keyfunnel.web.permissions import account, planners_only


@require_POST
@planners_only
def add(request: HttpRequest) -> HttpResponseRedirect:
    written = request.POST.get("on", "")
    try:
        on = dt.date.fromisoformat(written)
    except ValueError:
        raise BadInput(_("{text} is not a date such as 2017-10-01").format(text=repr(written))) from None
    notes.add(current(request).home, on, request.POST.get("text", ""), account(request))
    return _back(request)


@require_POST
@planners_only
def remove(request: HttpRequest) -> HttpResponseRedirect:
    notes.remove(current(request).home, request.POST.get("note", ""), account(request))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the KPI that one was looking at, for the same period and scope."""
    here = reverse("kpi", args=[library.get(request.POST.get("back", ""), current(request).workspace).key])
    return HttpResponseRedirect(f"{here}?{request.GET.urlencode()}" if request.GET else here)
