"""What goes wrong, said on a page: what, where, and what to do."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from keyfunnel.model.errors import BadInput, Busy, KeyfunnelError, NotThere
from keyfunnel.web.current import NothingImported
from keyfunnel.web.templatetags.messages import said

STATUS: dict[type[KeyfunnelError], HTTPStatus] = {
    NotThere: HTTPStatus.NOT_FOUND,
    BadInput: HTTPStatus.BAD_REQUEST,
    Busy: HTTPStatus.CONFLICT,
}


# Sections of the navigation by the first part of an address; what isn't here belongs to the goals.
SECTIONS = {"kpis": "kpis", "kpi-sets": "kpis", "targets": "targets", "data": "data"}


class PlainErrors:
    """Shows what the library refuses as a page with the refusal's own sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        # Where a form is sent to there is nothing to read: who opens that, or changes the language there, is led on.
        page = error_page(request, HTTPStatus.METHOD_NOT_ALLOWED, _("There is no such page."))
        page["Allow"] = answer["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, KeyfunnelError):
            return None
        if isinstance(exception, NothingImported):
            return nothing_yet(request)
        status = next((STATUS[kind] for kind in STATUS if isinstance(exception, kind)), HTTPStatus.BAD_REQUEST)
        return error_page(request, status, said(exception.message))


def nothing_yet(request: HttpRequest) -> HttpResponse:
    """In the section that the address is of: nothing is wrong with a page of an empty workspace, while a file of it or
    a change to it isn't there."""
    page = request.method == "GET" and not request.path_info.endswith(".csv")
    status = HTTPStatus.OK if page else HTTPStatus.NOT_FOUND
    return render(request, "web/nothing_yet.html", {"section": _section(request) or "goals"}, status=status)


def error_page(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    told = {"status": status.value, "sentence": sentence, "section": _section(request)}
    return render(request, "web/error.html", told, status=status)


def _section(request: HttpRequest) -> str:
    """That which the address is of; ``""`` where it is of none of :data:`SECTIONS`."""
    return SECTIONS.get(f"{request.path_info}//".split("/")[2], "")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, HTTPStatus.BAD_REQUEST, _("The request could not be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, HTTPStatus.FORBIDDEN, str(exception) or _("Your role doesn't allow this."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of its page: sent from elsewhere, or after the session changed."""
    return error_page(request, HTTPStatus.FORBIDDEN, _("This form has expired. Open the page again and repeat."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, HTTPStatus.NOT_FOUND, _("There is no such page."))


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "web/server_error.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
