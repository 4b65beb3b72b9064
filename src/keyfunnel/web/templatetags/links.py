"""``{% link 'kpi' key %}``: an address that keeps the period and scope one is looking at."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()

KEPT = ("cycle", "from", "to", "scope")


def keep(kept: dict[str, str], changes: dict[str, Any]) -> str:
    """The query string of ``kept`` with ``changes``; a change to None or ``""`` takes its parameter away."""
    asked = {**kept, **changes}
    return urlencode({name: value for name, value in asked.items() if value not in (None, "")}, doseq=True)


@register.simple_tag(takes_context=True)
def link(context: dict[str, Any], view: str, *args: Any, **changes: Any) -> str:
    request = context["request"]
    query = keep({name: request.GET[name] for name in KEPT if name in request.GET}, renamed(changes))
    return reverse(view, args=args) + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], **changes: Any) -> str:
    """This very page with some parameters changed; ``page`` starts again unless it is one of them."""
    request = context["request"]
    query = keep({**request.GET.dict(), "page": ""}, renamed(changes))
    return request.path + (f"?{query}" if query else "")


def renamed(changes: dict[str, Any]) -> dict[str, Any]:
    """``from`` is a word of Python's, so that templates say ``start``."""
    names = {"start": "from", "end": "to"}
    return {names.get(name, name): value for name, value in changes.items()}


@register.simple_tag(takes_context=True)
def here_to(context: dict[str, Any], view: str, *args: Any, **changes: Any) -> str:
    """Another page with everything this one was asked for (its filters, not its place in a long table)."""
    request = context["request"]
    query = keep({**request.GET.dict(), "page": ""}, renamed(changes))
    return reverse(view, args=args) + (f"?{query}" if query else "")
