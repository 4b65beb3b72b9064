"""A value of a manual KPI, entered on its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from keyfunnel.model.errors import BadInput, KeyfunnelError
from keyfunnel.planning.entered.values import manual, read, record_values
from keyfunnel.planning.organisation import Organisation
from keyfunnel.web.current import current
from keyfunnel.web.figures import decimal_sign
from keyfunnel.web.language import language
from keyfunnel.web.pages import kpi as kpi_page
from keyfunnel.web.permissions import account, planners_only
from keyfunnel.web.shown.typed import Typed


@require_POST
@planners_only
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """What can't be entered is shown again with the reason."""
    here = current(request)
    kpi = manual(here.workspace, key)
    typed = request.POST.dict()
    try:
        value = None if "withdraw" in typed else _written(typed)
        people = Organisation(here.edition.facts()) if here.edition else None
        asked = (kpi.key, typed.get("on", ""), value, typed.get("scope", ""), typed.get("comment", ""))
        wanted = read(here.workspace, people, *asked, decimal=decimal_sign(language()))
        edition = record_values(here.home, [wanted], account(request))
    except KeyfunnelError as error:
        return kpi_page.page(request, key, value=Typed(typed, error.render(language())))
    done = _("Value withdrawn.") if value is None else _("Value saved.")
    messages.success(request, done if edition else _("Nothing was changed."))
    back = reverse("kpi", args=[kpi.key])
    return HttpResponseRedirect((f"{back}?{request.GET.urlencode()}" if request.GET else back) + "#entered")


def _written(typed: dict[str, str]) -> str:
    written = typed.get("value", "").strip()
    if not written:
        raise BadInput(_("Enter a value."))
    return written
