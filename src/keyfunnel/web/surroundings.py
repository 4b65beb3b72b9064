"""What every page shows around its own matter: the workspace, the edition, the languages, who is signed in."""

from typing import Any

from django.http import HttpRequest

from keyfunnel.web.charts.bundle import bundle_name
from keyfunnel.web.current import current
from keyfunnel.web.kept import token_of
from keyfunnel.web.language import language, switches


def surroundings(request: HttpRequest) -> dict[str, Any]:
    here = current(request)
    return {
        "workspace": here.workspace,
        "currency": here.workspace.currency,
        "edition": here.edition,
        "language": language(),
        "languages": switches(request),
        "chart_library": f"built/{bundle_name()}",
        **token_of(request),
    }
