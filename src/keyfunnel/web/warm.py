"""Work that the first reader of a new edition would wait for, done in the background as soon as it stands."""

import logging
import threading
import time

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import get_resolver

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.okr.models import Cycle
from keyfunnel.web.asked import asked
from keyfunnel.web.measured import whole_funnel

SECONDS_BETWEEN_LOOKS = 2.0

logger = logging.getLogger(__name__)


def keep_warm() -> threading.Thread:
    """A thread that lives as long as the server and reads each new edition once."""
    thread = threading.Thread(target=_watch, args=(Home.find(settings.HOME),), name="warm", daemon=True)
    thread.start()
    return thread


def warm(edition: Edition) -> None:
    """Read what the page people open first shows: the company's funnel in the period it opens with."""
    cycle = Cycle.objects.all().on(edition.observed_until.date())
    opened_with = asked(HttpRequest(), edition, cycle.period if cycle else None)
    for view in ("period", "cohort"):
        whole_funnel(edition, opened_with, view)


def _watch(home: Home) -> None:
    _ = get_resolver().url_patterns  # pages and what they import
    seen = 0
    while True:
        try:
            edition = home.lake.current() if home.exists else None
            if edition is not None and edition.number != seen:
                seen = edition.number
                warm(edition)
        except KeyfunnelError as error:  # the page that needs it tells it to a reader
            logger.warning("%s", error)
        finally:
            connection.close()
        time.sleep(SECONDS_BETWEEN_LOOKS)
