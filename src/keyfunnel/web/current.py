"""The workspace a request is about, and the one edition that everything on its page is read from."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import NotThere
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_


class NothingImported(NotThere):
    """Asked of a workspace without data."""


@dataclass(frozen=True)
class Current:
    home: Home

    @cached_property
    def edition(self) -> Edition | None:
        """Pinned at its first use: what an import brings meanwhile shows on the next page, not on half of this one."""
        return self.home.lake.current() if self.home.exists else None

    @cached_property
    def workspace(self) -> Workspace:
        if self.edition is not None:
            return self.edition.workspace
        return self.home.workspace if self.home.exists else Workspace()

    def need_edition(self) -> Edition:
        if self.edition is None:
            raise NothingImported(N_("Nothing has been imported yet; bring in a file on the Data page"))
        return self.edition


def current(request: HttpRequest) -> Current:
    """The request's own, made at first use."""
    found: Current | None = getattr(request, "_keyfunnel_current", None)
    if found is None:
        found = Current(Home.find(settings.HOME))
        request._keyfunnel_current = found  # type: ignore[attr-defined]  # requests carry what is theirs
    return found
