"""The few KPIs that each team goes by: seen by everyone, changed by those who plan."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from keyfunnel.kpis.sets import named
from keyfunnel.model.definitions import KPISet
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.planning import kpi_sets as sets
from keyfunnel.web.current import current
from keyfunnel.web.language import language
from keyfunnel.web.permissions import account, may_plan, planners_only
from keyfunnel.web.shown.kpi_sets import SetForm, form, shown, workspace_now
from keyfunnel.web.shown.selectors import scopes

NEW = KPISet("", ())


def page(request: HttpRequest) -> HttpResponse:
    """``set=NAME`` opens one to be changed, an empty name a new one."""
    here = current(request)
    edition, workspace = here.need_edition(), workspace_now(here.home)
    opened = None
    if "set" in request.GET and may_plan(request):
        name = request.GET["set"]
        opened = form(edition, workspace, named(workspace, name) if name else NEW, name)
    return _page(request, opened)


@require_POST
@planners_only
def save(request: HttpRequest) -> HttpResponse:
    """What can't be saved is shown again with the reason."""
    here = current(request)
    posted = request.POST
    instead_of = posted.get("instead_of", "")
    wanted = KPISet(posted.get("name", ""), tuple(posted.getlist("kpi")), posted.get("team", ""))
    try:
        ordered = _as_before(here.home.workspace.kpi_sets, instead_of, wanted)
        changed = sets.save_set(here.home, ordered, account(request), instead_of)
    except KeyfunnelError as error:
        again = form(here.need_edition(), here.home.workspace, wanted, instead_of, error.render(language()))
        return _page(request, again, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("KPI set saved.") if changed else _("Nothing was changed."))
    return HttpResponseRedirect(reverse("kpi_sets"))


@require_POST
@planners_only
def remove(request: HttpRequest) -> HttpResponse:
    sets.remove_set(current(request).home, request.POST.get("name", ""), account(request))
    messages.success(request, _("KPI set removed."))
    return HttpResponseRedirect(reverse("kpi_sets"))


def _as_before(known: tuple[KPISet, ...], instead_of: str, wanted: KPISet) -> KPISet:
    """Those that were in the set stay in their order; a form knows none."""
    old = next((one.kpis for one in known if one.name == instead_of), ())
    kept = [key for key in old if key in wanted.kpis]
    return KPISet(wanted.name, (*kept, *(key for key in wanted.kpis if key not in kept)), wanted.team)


def _page(request: HttpRequest, opened: SetForm | None, status: int = HTTPStatus.OK) -> HttpResponse:
    here = current(request)
    teams, _reps = scopes(here.need_edition().folder)
    workspace = here.home.workspace if opened else workspace_now(here.home)
    return render(
        request,
        "web/kpi_sets.html",
        {
            "section": "kpis",
            "sets": shown(workspace),
            "form": opened,
            "team_names": [team.name for team in teams],
            "may_plan": may_plan(request),
        },
        status=status,
    )
