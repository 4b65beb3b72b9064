"""Views that are loaded when they are first asked for: whoever signs in shouldn't wait for every page's machinery."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from keyfunnel.web import pages

View = Callable[..., HttpResponseBase]


def page(module: str, view: str = "page") -> View:
    """The view called ``view`` of :mod:`keyfunnel.web.pages`' ``module``; it asks for a sign-in as every view does."""

    def loaded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return find(module, view)(request, *args, **kwargs)

    loaded.__name__ = f"{module}.{view}"
    return loaded


@cache
def find(module: str, view: str) -> View:
    found: View = getattr(import_module(f"{pages.__name__}.{module}"), view)
    return found


def load_all() -> None:
    """Every page, so that none has to be waited for any more."""
    for found in iter_modules(pages.__path__, f"{pages.__name__}."):
        import_module(found.name)
