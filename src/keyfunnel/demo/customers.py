"""Won customers month by month: they expand, shrink, leave, come back, renew, answer surveys, and need help."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from keyfunnel.demo.arrays import Column, Random, choose, lognormal, never, text, where
from keyfunnel.demo.clock import HISTORY_MONTHS, Span, at_work, days, minutes
from keyfunnel.demo.market import EXPANSION, RENEWAL
from keyfunnel.demo.pipeline import LOST, OPEN, WON

RENEWAL_DAYS = 55  # a renewal is opened so long before the year is over
ENDED_BECAUSE = text(["Price", "Switched", "Not Used", "Closed Down", "Missing Feature", "Price Change"])
_PRICE_CHANGE = len(ENDED_BECAUSE) - 1
SURVEYS = (("CSAT", 5, 4.1), ("NPS", 10, 7.9))  # with the highest score, and the mean one
TICKETS = text(["Question", "Complaint", "Incident"])
_TICKET_WEIGHTS = np.array([0.55, 0.28, 0.17])


@dataclass(frozen=True)
class Customers:
    """``since`` is the first day served; ``fit`` (around 0) is what satisfaction and staying depend on. Those who
    don't renew by a deal do so by themselves."""

    account: Column
    since: Column
    mrr: Column
    fit: Column
    plan: Column
    renews_by_deal: Column


@dataclass
class Life:
    """Rows by kind of what happened, each a list of batches; ``which`` counts in :class:`Customers`, kinds and reasons
    in their lists."""

    rows: dict[str, dict[str, list[Column]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, kind: str, /, **columns: Column) -> None:
        for name, column in columns.items():
            self.rows[kind][name].append(column)

    def table(self, kind: str) -> dict[str, Column]:
        return {name: np.concatenate(parts) for name, parts in self.rows[kind].items()}


def live(random: Random, span: Span, customers: Customers) -> Life:
    """Subscriptions (one for each period at one price), deals with customers, survey answers and tickets."""
    life = Life()
    size = len(customers.account)
    mrr, began, active = customers.mrr.copy(), customers.since.copy(), np.ones(size, dtype=bool)
    away = np.zeros(size, dtype=np.int64)
    leaves = 0.009 * np.exp(-0.7 * customers.fit)
    oversold = (random.random(size) < 0.1) & (customers.fit < 0)
    for month in range(1, HISTORY_MONTHS + 3):
        today = customers.since + days(30.4375 * month) + days(random.integers(-9, 10, size))
        today = today.astype("datetime64[D]").astype("datetime64[s]")
        seen = today < span.end
        if month > 3 and (today - days(RENEWAL_DAYS) >= span.end).all():  # by then each kind of row has been met
            break
        _renew(life, active & customers.renews_by_deal, today, mrr, month, span)
        draw = random.random(size)
        risk = leaves + where(oversold & (month <= 3), 0.08, 0) + (0.07 if month % 12 == 0 else 0)
        gone = active & seen & (draw < risk)
        shrinks = active & seen & ~gone & (draw > 0.993)
        grows = active & seen & ~gone & (draw > 0.972) & ~shrinks
        tried = active & seen & ~gone & (draw > 0.962) & ~grows & ~shrinks
        back = ~active & seen & (away >= 2) & (draw < 0.035) & (away <= 9)

        _end(life, gone, began, today, mrr, random.integers(0, _PRICE_CHANGE, size))
        changes = grows | shrinks
        _end(life, changes, began, today, mrr, np.full(size, _PRICE_CHANGE))
        factor = where(grows, random.uniform(1.15, 1.6, size), random.uniform(0.6, 0.9, size))
        new = np.round(where(changes, mrr * factor, where(back, mrr * random.uniform(0.8, 1, size), mrr)), 2)
        _sell(life, random, grows, today, 12 * (new - mrr), WON)
        _sell(life, random, tried, today, 3 * mrr, LOST)
        if month % 12 == 0:
            _settle_renewals(life, active & seen & customers.renews_by_deal, gone, today, mrr)
        began, mrr = where(changes | back, today, began), new
        active = (active & ~gone) | back
        away = where(active, 0, away + 1)
        _speak(life, random, active & seen, today, customers.fit, month, span)
    _end(life, active, began, never(size), mrr, np.full(size, -1))
    return life


def _end(life: Life, which: Column, began: Column, ended: Column, mrr: Column, reason: Column) -> None:
    """Close a period at one price."""
    place = np.flatnonzero(which)
    life.add(
        "subscriptions",
        which=place,
        began=began[place],
        ended=ended[place],
        mrr=mrr[place],
        reason=reason[place],
    )


def _sell(life: Life, random: Random, which: Column, today: Column, amount: Column, outcome: int) -> None:
    """A deal about more seats, opened some weeks before."""
    place = np.flatnonzero(which)
    opened = at_work(random, today[place] - days(random.uniform(12, 60, len(place))))
    closed = at_work(random, today[place])
    _deal(life, place, EXPANSION, opened, closed, np.maximum(np.round(amount[place]), 60), outcome)


def _settle_renewals(life: Life, due: Column, gone: Column, today: Column, mrr: Column) -> None:
    for which, outcome in ((due & ~gone, WON), (due & gone, LOST)):
        place = np.flatnonzero(which)
        closed = today[place] + np.timedelta64(11 * 3600, "s")
        _deal(life, place, RENEWAL, closed - days(RENEWAL_DAYS), closed, np.round(12 * mrr[place]), outcome)


def _renew(life: Life, active: Column, today: Column, mrr: Column, month: int, span: Span) -> None:
    """Renewals that are under way when the span ends."""
    if month % 12 == 0:
        opened = today + np.timedelta64(11 * 3600, "s") - days(RENEWAL_DAYS)
        place = np.flatnonzero(active & (today >= span.end) & (opened < span.end))
        _deal(life, place, RENEWAL, opened[place], never(len(place)), np.round(12 * mrr[place]), OPEN)


def _deal(life: Life, place: Column, kind: int, opened: Column, closed: Column, amount: Column, outcome: int) -> None:
    life.add(
        "deals",
        which=place,
        kind=np.full(len(place), kind),
        opened=opened,
        closed=closed,
        amount=amount,
        outcome=np.full(len(place), outcome),
    )


def _speak(life: Life, random: Random, active: Column, today: Column, fit: Column, month: int, span: Span) -> None:
    """Surveys a month after the start and twice a year; tickets now and then."""
    size = len(fit)
    at = at_work(random, today + minutes(random.uniform(480, 1100, size)))
    for kind, due in enumerate((month == 1, month % 6 == 3)):
        _, top, mean = SURVEYS[kind]
        if due:
            answers = np.flatnonzero(active & (random.random(size) < 0.45) & (at < span.end))
            score = mean + (0.35 if top == 5 else 1.2) * fit[answers] + random.normal(0, top / 8, len(answers))
            score = np.clip(np.round(score), 1 if top == 5 else 0, top).astype(np.int64)
            kinds, scale = np.full(len(answers), kind), np.full(len(answers), top)
            life.add("surveys", which=answers, kind=kinds, at=at[answers], score=score, scale=scale)
    opened = at_work(random, today + days(random.uniform(0, 25, size)))
    asks = np.flatnonzero(active & (random.random(size) < 0.13) & (opened < span.end))
    hours = lognormal(random, 7.0, 1.2, len(asks))
    kinds = choose(random, _TICKET_WEIGHTS, len(asks))
    life.add(
        "tickets", which=asks, kind=kinds, opened=opened[asks], resolved=span.seen(opened[asks] + minutes(hours * 60))
    )
