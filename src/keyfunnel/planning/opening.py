"""What the pages open with: worked out when an edition is made, while an engine runs anyway, and kept with it.

A server that has just been started then shows its first page without waiting for an engine.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from keyfunnel.funnel.document import as_document, from_document
from keyfunnel.funnel.query import FunnelQuery, View
from keyfunnel.funnel.result import FunnelGroup
from keyfunnel.lake import answers, measurements
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Measuring, Opening
from keyfunnel.model.calendar import Grain, Period
from keyfunnel.planning.state import has_goals, open_state

if TYPE_CHECKING:
    from keyfunnel.kpis.facts import Facts


@dataclass(frozen=True)
class WithOpening:
    """Measures as ``measuring`` does (None: the usual way), which keeps the opening when it has what that needs."""

    home: Home
    measuring: Measuring | None

    def keep(self, edition: Edition, opening: Opening | None = None) -> None:
        if goals := has_goals(self.home):
            open_state(self.home)
        opens = opening_period(edition, goals=goals)
        measuring = self.measuring or measurements.catalogue()
        measuring.keep(edition, opening or partial(_keep_in_the_making, opens))


def _keep_in_the_making(opens: Period, edition: Edition, facts: "Facts") -> None:
    company_funnel(edition, View.PERIOD, opens.start, opens.end, facts)


def keep_opening(home: Home) -> None:
    """The company's funnel in the period that goals × funnel opens with."""
    edition = home.lake.current()
    if edition is not None:
        opens = opening_period(edition, goals=has_goals(home))
        company_funnel(edition, View.PERIOD, opens.start, opens.end)


def opening_period(edition: Edition, *, goals: bool = True) -> Period:
    """The cycle that the edition's clock stands in, else its quarter. ``goals`` need an open store."""
    day = edition.observed_until.date()
    if goals:
        from keyfunnel.okr.models import Cycle

        if (cycle := Cycle.objects.all().on(day)) is not None:
            return cycle.period
    return edition.workspace.calendar.period(day, Grain.QUARTER)


def company_funnel(
    edition: Edition, view: View, start: dt.date, end: dt.date, facts: "Facts | None" = None
) -> FunnelGroup | None:
    """As kept with the edition, else worked out and kept. ``facts`` are the edition's while it is in the making."""
    question = ("funnel", str(view), start.isoformat(), end.isoformat())
    if (kept := answers.kept(edition, question)) is not None:
        return from_document(kept["group"]) if kept["group"] else None
    group = funnel_of(edition, view, start, end, {}, facts)
    answers.keep(edition, question, {"group": as_document(group) if group else None})
    return group


def funnel_of(
    edition: Edition,
    view: View,
    start: dt.date,
    end: dt.date,
    where: Mapping[str, tuple[str, ...]],
    facts: "Facts | None" = None,
) -> FunnelGroup | None:
    """From the facts, followed as long as the workspace says; None where no subject went in."""
    from keyfunnel.funnel.funnel import funnel  # with an engine, which what is kept doesn't need

    return next(iter(funnel(facts or edition.facts(), query_of(edition, view, start, end, where))), None)


def query_of(
    edition: Edition, view: View, start: dt.date, end: dt.date, where: Mapping[str, tuple[str, ...]]
) -> FunnelQuery:
    """What pages ask of the funnel: followed as long as the workspace says."""
    window = edition.workspace.funnel_window_days
    return FunnelQuery(view=view, window_days=window, start=start, end=end, where=where)
