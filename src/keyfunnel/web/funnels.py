"""The funnel for pages: read where it is kept with the edition, else worked out once and kept in memory."""

import datetime as dt
import threading
from functools import lru_cache
from pathlib import Path

from keyfunnel.funnel.query import View
from keyfunnel.funnel.result import FunnelGroup
from keyfunnel.lake.edition import Edition, read
from keyfunnel.planning.opening import company_funnel, funnel_of
from keyfunnel.web.asked import Asked, Where


def whole_funnel(edition: Edition, asked: Asked, view: str) -> FunnelGroup | None:
    """The funnel of the period and scope, None where no subject went in."""
    with _one_funnel_at_a_time:  # who asks for what is being worked out waits for it, rather than doing it too
        return _funnel(edition.folder, edition.created_at, view, asked.period.start, asked.period.end, asked.where)


_one_funnel_at_a_time = threading.Lock()


@lru_cache(maxsize=256)
def _funnel(
    folder: Path,
    created_at: dt.datetime,
    view: str,
    start: dt.date,
    end: dt.date,
    where: Where,
) -> FunnelGroup | None:
    edition, chosen = read(folder), View(view)
    if where:
        return funnel_of(edition, chosen, start, end, dict(where))
    return company_funnel(edition, chosen, start, end)
