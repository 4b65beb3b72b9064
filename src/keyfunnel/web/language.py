"""The language is the first part of an address; the last one used is where an address without one leads."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path

from keyfunnel.texts import LANGUAGES

YEAR = 365 * 24 * 3600


class RememberLanguage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = get_language_from_path(request.path_info)
        if language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=YEAR,
                samesite="Lax",
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
            )
        return response


def language() -> str:
    """The language of the page being rendered, as :mod:`keyfunnel.texts` names it."""
    return get_language() or "en"


def switches(request: HttpRequest) -> list[tuple[str, str, str]]:
    """``(code, name in itself, address of this page in it)`` of every language."""
    return [(code, name, translate_url(request.get_full_path(), code)) for code, name in LANGUAGES.items()]
