"""People and companies that may be there twice: proposals with their evidence, decided by a person and taken back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from keyfunnel.intake.dedupe.from_table import COLUMNS
from keyfunnel.intake.dedupe.merges import Merge, Status
from keyfunnel.model.errors import BadInput, KeyfunnelError
from keyfunnel.texts import N_
from keyfunnel.texts.packed import unpacked
from keyfunnel.web.current import current
from keyfunnel.web.duplicates.work import Work, can_look
from keyfunnel.web.language import language
from keyfunnel.web.paging import listed, page_of
from keyfunnel.web.permissions import account, deciders_only, may_import
from keyfunnel.web.shown.duplicates import all_of, shown
from keyfunnel.web.templatetags.sentences import sentences

SIZE = 20
VERBS = ("accept", "reject", "undo")


def page(request: HttpRequest) -> HttpResponse:
    """``status`` is proposed, accepted or rejected; ``table`` narrows to one table."""
    here = current(request)
    edition, work = here.need_edition(), Work.of(here.home)
    running = work.running
    if not running:
        _tell(request, work)
    merges, table = all_of(here.home), request.GET.get("table", "")
    status = _status(request.GET.get("status", Status.PROPOSED))
    of_table = [merge for merge in merges if table in ("", merge.table)]
    found = listed([merge for merge in of_table if merge.status is status], page_of(request), SIZE)
    return render(
        request,
        "web/duplicates.html",
        {
            "section": "data",
            "may_decide": may_import(request),
            "can_look": can_look(),
            "work": work,
            "running": running,
            "tables": [name for name in COLUMNS if name in edition.tables],
            "counts": [(one, sum(merge.status is one for merge in of_table)) for one in Status],
            "status": status,
            "any": bool(merges),
            "paged": found,
            "cards": [shown(merge) for merge in found.rows],
        },
    )


@require_POST
@deciders_only
def look(request: HttpRequest) -> HttpResponseRedirect:
    current(request).need_edition()
    Work.of(current(request).home).start("propose")
    return redirect("duplicates")


@require_POST
@deciders_only
def decide(request: HttpRequest) -> HttpResponse:
    """``one=VERB:ID`` decides on one proposal, ``all=VERB`` on those whose ``id`` was chosen."""
    verb, _colon, only = request.POST.get("one", request.POST.get("all", "")).partition(":")
    if verb not in VERBS:
        raise BadInput(N_("{name}: {word!r} is none of {known}"), name="one", word=verb, known=", ".join(VERBS))
    ids = [only] if only else request.POST.getlist("id")
    part = request.headers.get("HX-Request") == "true"
    if not ids:
        messages.error(request, _("Choose at least one proposal."))
        return _back(request, part=part)
    try:
        decided = _decided(request, verb, ids)
    except KeyfunnelError as error:
        messages.error(request, error.render(language()))
        return _back(request, part=part)
    if part and len(decided) == 1:
        return render(request, "web/parts/duplicate.html", {"card": shown(decided[0]), "may_decide": True})
    return _back(request, part=part)


def progress(request: HttpRequest) -> HttpResponse:
    """Asked again and again by the page until the task has ended."""
    work = Work.of(current(request).home)
    if work.running:
        return render(request, "web/parts/duplicates_progress.html", {"work": work})
    return _back(request, part=request.headers.get("HX-Request") == "true")


def _decided(request: HttpRequest, verb: str, ids: list[str]) -> tuple[Merge, ...]:
    """The proposals as they are now; none where a process of its own decides, since figures change by it."""
    from keyfunnel.intake.dedupe import decide as verbs  # with the whole intake, which no other page needs
    from keyfunnel.planning import duplicates as planning

    home = current(request).home
    accepted = {merge.id for merge in all_of(home) if merge.status is Status.ACCEPTED}
    if verb == "reject":
        return planning.decide(verbs.reject, home, ids, account(request)).merges
    if verb == "undo" and not accepted & set(ids):
        return planning.decide(verbs.undo, home, ids, account(request)).merges
    Work.of(home).start("accept" if verb == "accept" else "undo", ids, by=account(request).pk)
    return ()


def _tell(request: HttpRequest, work: Work) -> None:
    """What came of the last task, once."""
    outcome = work.outcome
    if outcome is None:
        if work.progress:
            work.forget()
            messages.error(request, _("It stopped before it was done. What was decided applies with the next import."))
        return
    work.forget()
    if "error" in outcome:
        messages.error(request, unpacked(outcome["error"]).render(language()))
        return
    n = outcome.get("found", outcome.get("decided", 0))
    if outcome["task"] == "propose":
        said = ngettext("{n} possible duplicate found.", "{n} possible duplicates found.", n) if n else _("None found.")
    elif outcome["task"] == "accept":
        said = ngettext("{n} merge was made.", "{n} merges were made.", n)
    else:
        said = ngettext("{n} merge was taken back.", "{n} merges were taken back.", n)
    edition = _("Edition %(number)s stands.") % {"number": outcome["edition"]} if outcome.get("edition") else ""
    messages.success(request, sentences(f"{said.format(n=n)} {edition}"))


def _status(written: str) -> Status:
    if written not in list(Status):
        raise BadInput(N_("{name}: {word!r} is none of {known}"), name="status", word=written, known=", ".join(Status))
    return Status(written)


def _back(request: HttpRequest, *, part: bool) -> HttpResponse:
    """To the list that one was looking at; htmx follows with the whole page."""
    here = reverse("duplicates") + (f"?{request.GET.urlencode()}" if request.GET else "")
    if part:
        return HttpResponse(status=HTTPStatus.OK, headers={"HX-Redirect": here})
    return HttpResponseRedirect(here)
