"""Notes on charts, added, changed and removed beside the chart that one is looking at."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from keyfunnel.kpis import library
from keyfunnel.model.errors import KeyfunnelError, NotThere
from keyfunnel.planning.entered import notes, words
from keyfunnel.web.current import current
from keyfunnel.web.language import language
from keyfunnel.web.pages import kpi as kpi_page
from keyfunnel.web.permissions import account, planners_only
from keyfunnel.web.shown.typed import Typed
from keyfunnel.web.templatetags.figures import day


@require_POST
@planners_only
def add(request: HttpRequest) -> HttpResponse:
    """What can't be kept is shown again with the reason."""

    def added() -> str:
        on = words.day(request.POST.get("on", ""))
        _note, edition = notes.add(current(request).home, on, request.POST.get("text", ""), account(request))
        said = _("Noted. It stands on every chart that reaches {day}.") if edition else _("Nothing was changed.")
        return said.format(day=day(on))

    return _done(request, added)


@require_POST
@planners_only
def change(request: HttpRequest) -> HttpResponse:
    """What can't be kept is shown again with the reason."""

    def changed() -> str:
        on, text = words.day(request.POST.get("on", "")), request.POST.get("text", "")
        edition = notes.change(current(request).home, request.POST.get("note", ""), on, text, account(request))
        return _("Note changed.") if edition else _("Nothing was changed.")

    return _done(request, changed)


@require_POST
@planners_only
def remove(request: HttpRequest) -> HttpResponse:
    notes.remove(current(request).home, request.POST.get("note", ""), account(request))
    messages.success(request, _("Note removed."))
    return _back(request)


def _done(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    try:
        said = act()
    except NotThere:
        raise
    except KeyfunnelError as error:
        refused = Typed(request.POST.dict(), error.render(language()))
        return kpi_page.page(request, request.POST.get("back", ""), note=refused)
    messages.success(request, said)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the KPI that one was looking at, for the same period and scope."""
    here = reverse("kpi", args=[library.get(request.POST.get("back", ""), current(request).workspace).key])
    return HttpResponseRedirect(f"{here}?{request.GET.urlencode()}" if request.GET else here)
