"""One family for everything a user can put right: what was wrong, where, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Self

from keyfunnel.texts import N_, Message


class KeyfunnelError(Exception):
    """Shown to the user as it is; the command line ends with exit code 2.

    ``text`` is English, marked for translation where it may stand on a page, with ``params`` for its named fields;
    a text without them is taken as it is, braces and all. ``str()`` is the English, :meth:`render` any language.
    """

    def __init__(self, text: str, /, **params: Any) -> None:
        literal = text if params else text.replace("{", "{{").replace("}", "}}")
        self.message = Message("refused", literal, params)
        super().__init__(str(self.message))

    @classmethod
    def at(cls, place: str, text: str | Message, /, **params: Any) -> Self:
        """The same with the ``place`` (a file, a field of it) before what is wrong there."""
        problem = text if isinstance(text, Message) else Message("refused", text, params)
        return cls(N_("{place}: {problem}"), place=place, problem=problem)

    def render(self, language: str) -> str:
        return self.message.render(language)


class BadInput(KeyfunnelError):
    """A file, mapping, option or document that can't be used as it stands."""


class NotThere(KeyfunnelError):
    """Something was named that doesn't exist (a KPI, an edition, a table)."""


class Busy(KeyfunnelError):
    """Another process is writing; nothing was changed."""


def did_you_mean(word: str, known: Iterable[str]) -> Message | str:
    """``"; did you mean 'close_date'?"``, or ``""`` where nothing known is near ``word``."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Message("did_you_mean", N_("; did you mean {word!r}?"), {"word": near[0]}) if near else ""


def or_known(hint: Message | str, known: Iterable[str]) -> Message:
    """``hint``, else ``": one of deals, orders"``."""
    return hint if isinstance(hint, Message) else Message("one_of", N_(": one of {known}"), {"known": ", ".join(known)})
