"""One family for everything a user can put right: what was wrong, where, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches


class KeyfunnelError(Exception):
    """Shown to the user as it is; the command line ends with exit code 2."""


class BadInput(KeyfunnelError):
    """A file, mapping, option or document that can't be used as it stands."""


class NotThere(KeyfunnelError):
    """Something was named that doesn't exist (a KPI, an edition, a table)."""


class Busy(KeyfunnelError):
    """Another process is writing; nothing was changed."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean 'close_date'?"``, or ``""`` where nothing known is near ``word``."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
