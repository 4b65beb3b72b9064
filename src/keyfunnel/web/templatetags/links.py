"""``{% link 'kpi' key %}``: an address that keeps the period and scope one is looking at."""

from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.urls import reverse

register = template.Library()

KEPT = ("cycle", "from", "to", "scope")
# ``from`` is a word of Python's, so that templates say ``start``.
NAMES = {"start": "from", "end": "to"}


@register.simple_tag(takes_context=True)
def link(context: dict[str, Any], view: str, *args: Any, **changes: Any) -> str:
    """Another page, for the same period and scope."""
    asked = QueryDict(mutable=True)
    for name in KEPT:
        if name in _request(context).GET:
            asked[name] = _request(context).GET[name]
    return changed(reverse(view, args=args), asked, changes)


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], **changes: Any) -> str:
    """This very page with some parameters changed; a long table starts again from its first page."""
    request = _request(context)
    return changed(request.path, request.GET.copy(), {"page": None, **changes})


@register.simple_tag(takes_context=True)
def here_to(context: dict[str, Any], view: str, *args: Any, **changes: Any) -> str:
    """Another page with everything this one was asked for, filters and all."""
    return changed(reverse(view, args=args), _request(context).GET.copy(), {"page": None, **changes})


def changed(path: str, asked: QueryDict, changes: dict[str, Any]) -> str:
    """``path`` with the query ``asked``; a change to None or ``""`` takes its parameter away."""
    for name, value in changes.items():
        parameter = NAMES.get(name, name)
        asked.pop(parameter, None)
        if value not in (None, ""):
            asked[parameter] = str(value)
    return f"{path}?{asked.urlencode()}" if asked else path


def _request(context: dict[str, Any]) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request
