"""Pages kept as they were rendered: most of a page's time is Python's in templates, for words that many read.

Two readers get the same bytes only where everything that a page is made of is the same: its address with its query,
what the reader may do, the editions, the files in the home and the goals (:mod:`keyfunnel.okr.models.state`). Who reads
and the token of their forms are put in for each reader; while a page to be kept is made, nothing else of the reader is
there. See decision 0019.
"""

import os
import re
import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.html import escape

from keyfunnel.lake import layout
from keyfunnel.lake.home import Home
from keyfunnel.okr.models import StateToken
from keyfunnel.web.current import current
from keyfunnel.web.later import View
from keyfunnel.web.permissions import account, may_import
from keyfunnel.web.shelf import Shelf

MOST_BYTES = 64 << 20  # of a process
# Nobody can write these into a goal's title or a file's name beforehand.
TOKEN, NAME = (secrets.token_hex(16) for _ in range(2))
_MARKS = re.compile(f"({TOKEN}|{NAME})".encode())


@dataclass(frozen=True)
class Page:
    """``parts`` are what was rendered, the marks apart from what stands between them."""

    parts: tuple[bytes, ...]
    content_type: str

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        return cls(tuple(_MARKS.split(response.content)), response["Content-Type"])

    @property
    def size(self) -> int:
        return sum(map(len, self.parts))

    def read_by(self, request: HttpRequest) -> bytes:
        filled: dict[bytes, bytes] = {}
        if NAME.encode() in self.parts:
            filled[NAME.encode()] = escape(account(request).get_username()).encode()
        if TOKEN.encode() in self.parts:
            filled[TOKEN.encode()] = get_token(request).encode()
        return b"".join(filled.get(part, part) for part in self.parts)


class AnyReader:
    """Who reads while a page is made that others will read too. Anything but these two raises AttributeError, so that a
    page that shows more of its reader can't be kept by mistake."""

    is_authenticated = True

    def get_username(self) -> str:
        return NAME


pages: Shelf[Page] = Shelf(MOST_BYTES, lambda page: page.size)


def _nothing(_request: HttpRequest) -> Hashable:
    return None


def kept(view: View, also: Callable[[HttpRequest], Hashable] = _nothing) -> View:
    """``view``, whose pages are kept, but none with a message to its reader. ``also`` tells what they depend on besides
    what all pages do."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "GET" or not request.user.is_authenticated or get_messages(request):
            return view(request, *args, **kwargs)
        question = _question(request), also(request)
        with pages.making(question):
            if (found := pages.get(question)) is not None:
                return HttpResponse(found.read_by(request), content_type=found.content_type)
            response = _for_any_reader(view, request, args, kwargs)
            if not isinstance(response, HttpResponse):
                return response
            page = Page.of(response)
            # What changed while it was made may show on half of it.
            if _plain(response) and (_question(request), also(request)) == question:
                pages.put(question, page)
        response.content = page.read_by(request)
        return response

    return answer


def token_of(request: HttpRequest) -> dict[str, str]:
    """What templates are told of the token: its mark on a page that will be kept, nothing on others."""
    # A request refused before anybody was looked up, for its host's name perhaps, has no user.
    return {"csrf_token": TOKEN} if isinstance(getattr(request, "user", None), AnyReader) else {}


def _question(request: HttpRequest) -> Hashable:
    """Everything that any page depends on."""
    here = current(request)
    part = request.headers.get("HX-Request") == "true"
    return request.get_full_path(), part, may_import(request), _standing(here.home), StateToken.now()


def _standing(home: Home) -> Hashable:
    """Which editions there are, and settings and whatever else lies in the home, as it is on the disk now."""
    if not home.exists:
        return home.path
    edition, numbers = home.lake.current(), tuple(layout.numbers(home.lake.path))
    files = [(entry.name, entry.stat()) for entry in os.scandir(home.path) if _is_told_by_its_file(entry)]
    lying = frozenset((name, stat.st_ino, stat.st_mtime_ns, stat.st_size) for name, stat in files)
    return home.path, numbers, edition and edition.created_at, lying


def _is_told_by_its_file(entry: "os.DirEntry[str]") -> bool:
    """Not the database, which changes with every sign-in: its token tells."""
    return entry.is_file() and not entry.name.startswith("keyfunnel.sqlite3")


def _for_any_reader(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    reader = request.user
    request.user = AnyReader()  # type: ignore[assignment]  # all that a page to be kept may know
    try:
        return view(request, *args, **kwargs)
    finally:
        request.user = reader


def _plain(response: HttpResponse) -> bool:
    """Whether it is a page and nothing besides."""
    return response.status_code == HTTPStatus.OK and set(response.headers) == {"Content-Type"} and not response.cookies
