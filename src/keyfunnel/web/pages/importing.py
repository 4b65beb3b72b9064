"""Upload files, correct what they are taken for, try, import."""

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from keyfunnel.intake.mapping import Mapping, dump, load
from keyfunnel.lake.files import write_atomically
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from keyfunnel.web.current import current
from keyfunnel.web.permissions import importers_only
from keyfunnel.web.preview import preview
from keyfunnel.web.shown.lake_tables import files
from keyfunnel.web.shown.mapping_form import corrected, forms
from keyfunnel.web.uploads import Upload


@require_POST
@importers_only
def upload(request: HttpRequest) -> HttpResponseRedirect:
    sent = [file for file in request.FILES.getlist("files") if isinstance(file, TemporaryUploadedFile)]
    if not sent:
        raise BadInput("No file was chosen; choose at least one")
    home = current(request).home
    if not home.exists:
        home.create(Workspace())
    return redirect("mapping", token=Upload.receive(home, sent).token)


@importers_only
def mapping(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what the files are taken for; posted, keeps the corrections and does what the button says."""
    home = current(request).home
    received = Upload.find(home, token)
    if received.running or not received.files:
        return redirect("import_progress", token=token)
    seen = preview(home, received)
    chosen: Mapping = load(received.mapping) if received.mapping.exists() else seen.suggested
    if request.method == "POST":
        chosen = corrected(seen, chosen, request.POST.dict())
        write_atomically(received.mapping, dump(chosen))
        if (action := request.POST.get("action")) in ("try", "import"):
            replace = "replace" in request.POST
            received.start(dry_run=action == "try", replace=replace)
            return redirect("import_progress", token=token)
        return redirect("mapping", token=token)
    outcome = received.outcome or {}
    tried = outcome.get("report") if outcome.get("dry_run") else None
    return render(
        request,
        "web/mapping.html",
        {
            "section": "data",
            "forms": forms(seen, chosen),
            "token": token,
            "tried": files(tried) if tried else None,
            "error": outcome.get("error"),
        },
    )


@importers_only
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """Asked again and again by the page until the import has ended."""
    received = Upload.find(current(request).home, token)
    outcome = received.outcome
    if outcome and (outcome.get("dry_run") or outcome.get("error")) and received.files:
        return _go(request, redirect("mapping", token=token))
    ended = outcome is not None or not received.running
    shown = {
        "section": "data",
        "token": token,
        "running": not ended,
        "outcome": outcome,
        "files": files(outcome["report"]) if outcome and "report" in outcome else [],
        "told": received.progress,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/import_progress.html" if part else "web/import.html", shown)


def _go(request: HttpRequest, answer: HttpResponseRedirect) -> HttpResponse:
    """A redirect that htmx follows with the whole page."""
    if request.headers.get("HX-Request") != "true":
        return answer
    return HttpResponse(headers={"HX-Redirect": answer.url})
