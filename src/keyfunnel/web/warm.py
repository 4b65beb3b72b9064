"""Work that the first reader of a new edition would wait for, done in the background as soon as it stands."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

from django.db import connection
from django.http import HttpRequest

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import start_engine
from keyfunnel.model.errors import BadInput, KeyfunnelError
from keyfunnel.okr.models import Cycle
from keyfunnel.web.asked import asked
from keyfunnel.web.funnels import leak_year, whole_funnel
from keyfunnel.web.later import load_all

SECONDS_BETWEEN_LOOKS = 0.5
# Someone who reads goes first, but not for ever.
QUIET_SECONDS = 0.5
PATIENCE_SECONDS = 5

logger = logging.getLogger(__name__)


class Warmth:
    """A thread that reads each new edition once, from :meth:`start` until :meth:`stop`."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._stopping = threading.Event()
        self._last_asked = time.monotonic()
        self._being_answered = 0
        self._counting = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name="warm", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def asked(self) -> None:
        """Someone is reading: what isn't needed yet waits until a moment after they were answered."""
        self._count(1)

    def answered(self) -> None:
        self._count(-1)

    def _count(self, more: int) -> None:
        with self._counting:
            self._being_answered += more
            self._last_asked = time.monotonic()

    def stop(self) -> None:
        """Returns once nothing is being read: an interpreter that ends under a query ends badly."""
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        self._wait_until_quiet()
        if not self._stopping.is_set():
            load_all()
            start_engine()
        seen = 0
        while not self._stopping.is_set():
            try:
                edition = self._home.lake.current() if self._home.exists else None
                if edition is not None and edition.number != seen:
                    seen = edition.number
                    for _ in warm(edition):
                        self._wait_until_quiet()
                        if self._stopping.is_set():
                            break
            except KeyfunnelError as error:  # the page that needs it tells it to a reader
                logger.warning("%s", error)
            finally:
                connection.close()
            self._stopping.wait(SECONDS_BETWEEN_LOOKS)

    def _wait_until_quiet(self) -> None:
        patient_until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < patient_until and (
            self._being_answered or time.monotonic() < self._last_asked + QUIET_SECONDS
        ):
            if self._stopping.wait(QUIET_SECONDS / 5):
                return


def warm(edition: Edition) -> Iterator[None]:
    """Work out what pages first show, in the period they open with: the company's funnel and its leak; of a large
    edition, whose rows take a while to read, every KPI too. Yields after each, for those who want to stop."""
    cycle = Cycle.objects.all().on(edition.observed_until.date())
    opened_with = asked(HttpRequest(), edition, cycle.period if cycle else None)
    for view in ("period", "cohort"):
        whole_funnel(edition, opened_with, view)
        yield
    whole_funnel(edition, leak_year(opened_with), "cohort")
    yield
    if not edition.large:
        return
    from keyfunnel.kpis.library import library  # with an engine's library, which the first page doesn't need
    from keyfunnel.web.shown.kpi_page import kpi_page

    opened_with = asked(HttpRequest(), edition)
    for kpi in library(edition.workspace).values():
        with suppress(BadInput):  # as its page would say
            kpi_page(edition, kpi, opened_with, None, None, None)
        yield
