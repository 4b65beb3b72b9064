"""Upload files, correct what they are taken for, try, import."""

from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from keyfunnel.intake.mapping import Mapping, dump, load
from keyfunnel.lake.files import write_atomically
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts.packed import unpacked
from keyfunnel.web.current import current
from keyfunnel.web.permissions import importers_only
from keyfunnel.web.shown.lake_tables import files
from keyfunnel.web.shown.mapping_form import blocks
from keyfunnel.web.uploads.as_read import as_read
from keyfunnel.web.uploads.look import Look
from keyfunnel.web.uploads.posted import posted_mapping, value_problems
from keyfunnel.web.uploads.trial import kept_trial, made_of
from keyfunnel.web.uploads.upload import Upload


@require_POST
@importers_only
def upload(request: HttpRequest) -> HttpResponseRedirect:
    sent = [file for file in request.FILES.getlist("files") if isinstance(file, TemporaryUploadedFile)]
    if not sent:
        raise BadInput(_("No file was chosen; choose at least one"))
    home = current(request).home
    if not home.exists:
        home.create(Workspace())
    received = Upload.receive(home, sent)
    received.start("look")
    return redirect("mapping", token=received.token)


@importers_only
def mapping(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what the files are taken for; posted, keeps the corrections and does what the button says."""
    received = Upload.find(current(request).home, token)
    if request.POST.get("action") == "discard":
        received.throw_away()
        return redirect("data")
    look = Look.of(received)
    if received.running or not received.files or look is None:
        return redirect("import_progress", token=token)
    chosen = _chosen(received, look)
    if request.method != "POST":
        return render(request, "web/mapping.html", _shown(request, received, look, chosen))
    chosen = posted_mapping(look, chosen, request.POST.dict())
    shown = _shown(request, received, look, chosen)
    action = request.POST.get("action")
    if shown["wrong"] or (action in ("try", "import") and shown["empty"]):
        return render(request, "web/mapping.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    write_atomically(received.mapping, dump(chosen))
    if action in ("try", "import"):
        received.start("try" if action == "try" else "import", replace="replace" in request.POST, by=request.user.pk)
        return redirect("import_progress", token=token)
    return redirect("mapping", token=token)


@require_POST
@importers_only
def check(request: HttpRequest, token: str) -> HttpResponse:
    """How the first rows would be read by the form as it stands; nothing is kept."""
    received = Upload.find(current(request).home, token)
    if (look := Look.of(received)) is None:
        return redirect("import_progress", token=token)
    chosen = posted_mapping(look, _chosen(received, look), request.POST.dict())
    return render(request, "web/parts/mapping_checked.html", _shown(request, received, look, chosen))


@importers_only
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """Asked again and again by the page until the task has ended."""
    received = Upload.find(current(request).home, token)
    outcome, told = received.outcome, received.progress
    unseen = not received.running and bool(received.files) and Look.of(received) is None
    if unseen and "error" not in (outcome or {}):
        received.start("look")  # the process that looked was stopped, or a version did that kept it in another form
        outcome = None
    elif outcome and received.files and Look.of(received) is not None:
        return _go(request, redirect("mapping", token=token))
    report = (outcome or {}).get("report", {})
    running = outcome is None and received.running
    part = request.headers.get("HX-Request") == "true"
    if part and not running:
        return HttpResponse(headers={"HX-Refresh": "true"})  # all of the page: it names the edition that stands
    shown = {
        "section": "data",
        "token": token,
        "running": running,
        "outcome": outcome,
        "error": unpacked(outcome["error"]) if outcome and "error" in outcome else None,
        "files": files(report),
        "refused": sum(file["quarantined"] for file in report.get("files", ())),
        "told": told,
        "names": received.names,
    }
    return render(request, "web/parts/import_progress.html" if part else "web/import.html", shown)


def _chosen(received: Upload, look: Look) -> Mapping:
    return load(received.mapping) if received.mapping.exists() else look.suggested


def _shown(request: HttpRequest, received: Upload, look: Look, chosen: Mapping) -> dict[str, Any]:
    """What the mapping's page shows of ``chosen``; ``wrong`` where it can't be used as it is."""
    home = current(request).home
    read = as_read(look, chosen, home.workspace)
    problems = value_problems(request.POST.dict())
    outcome, trial = received.outcome or {}, kept_trial(home, received)
    failed = "error" in outcome and outcome.get("made_of") == made_of(home, received)
    return {
        "section": "data",
        "token": received.token,
        "sheets": blocks(look, chosen, read, problems),
        "wrong": bool(problems) or not all(table.right for tables in read for table in tables),
        "empty": not any(file.tables and sheet.rows for file, sheet in zip(chosen.files, look.sheets, strict=True)),
        "without_rows": not any(sheet.rows for sheet in look.sheets),
        "posted": request.method == "POST",
        "replace": "replace" in request.POST or outcome.get("replace", False),
        "tried": files(trial.report) if trial and trial.stands else None,
        "tried_before": trial is not None and not trial.stands,
        "error": unpacked(outcome["error"]) if failed else None,
    }


def _go(request: HttpRequest, answer: HttpResponseRedirect) -> HttpResponse:
    """A redirect that htmx follows with the whole page."""
    if request.headers.get("HX-Request") != "true":
        return answer
    return HttpResponse(headers={"HX-Redirect": answer.url})
