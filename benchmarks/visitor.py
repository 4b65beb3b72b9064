"""Someone who signs in and reads pages of a running server, with nothing but the standard library."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    text: str


class Visitor:
    """Keeps its cookies. ``address`` is where the server listens."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self._address + path))

    def wait_for_answer(self, seconds: float = 60) -> None:
        """Until the server shows the page to sign in."""
        until = time.monotonic() + seconds
        while True:
            try:
                self.get("/en/sign-in/")
            except urllib.error.URLError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def sign_in(self, name: str, password: str) -> Answer:
        """The page that a sign-in leads to. Raises :class:`AssertionError` where the server refuses."""
        token = _TOKEN.search(self.get("/en/sign-in/").text)
        assert token, "the sign-in page has no token"
        said = {"login": name, "password": password, "csrfmiddlewaretoken": token[1]}
        answer = self._ask(
            urllib.request.Request(f"{self._address}/en/sign-in/", urllib.parse.urlencode(said).encode())
        )
        assert answer.status == 200, answer.status
        assert "csrfmiddlewaretoken" not in answer.text or 'name="login"' not in answer.text, "not signed in"
        return answer

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode())
