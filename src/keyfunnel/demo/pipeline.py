"""Deals of one batch on their way through the stages: advancing, skipping, coming back, slipping, closing."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import NEVER, Column, Random, chance, choose, lognormal, never, text, where
from keyfunnel.demo.clock import Span, at_work, days, drawn_to_quarter_end, slowed
from keyfunnel.demo.company import Company
from keyfunnel.demo.market import APPEAL, REGIONS
from keyfunnel.demo.price import Price, quote

STAGES = text(["Discovery", "Demo", "Proposal", "Negotiation"])
OPEN, WON, LOST = 0, 1, 2
# The stages, and behind them those of deals won and lost.
EVERY_STAGE = text([*STAGES, "Closed Won", "Closed Lost"])
_ADVANCE = np.array([0.85, 0.9, 1.0, 1.3])  # log-odds of leaving each stage forwards
_DAYS = np.array([8.0, 11.0, 13.0, 9.0])
_DAYS_TO_LOSS = np.array([17.0, 16.0, 22.0, 18.0])
_LONGER = np.array([0.75, 1.1, 1.7])  # by segment
_SKIPPED = np.array([0.0, 0.07, 0.05, 0.04])
_FORGOTTEN = 0.008  # at each stage: nobody ever closes it
REASONS = text(["Price", "Competitor", "No Budget", "No Decision", "Timing", "Missing Feature"])
_REASON_WEIGHTS = np.array([0.24, 0.2, 0.16, 0.18, 0.12, 0.1])


@dataclass(frozen=True)
class Opportunities:
    """What a deal begins with. ``lead`` is -1 where there was none; ``quality`` shifts the log-odds of each step.

    ``company`` is the number of the account's name; ``country``, ``source`` and ``kind`` are places in their lists.
    """

    created: Column
    contacted: Column
    lead: Column
    account: Column
    company: Column
    owner: Column
    region: Column
    country: Column
    segment: Column
    source: Column
    kind: Column
    quality: Column


@dataclass(frozen=True)
class Deals:
    """``entered`` has a column for each of :data:`STAGES`; ``again`` holds (deal, stage, moment) of re-entries;
    ``lost_because`` is a place in :data:`REASONS`, or -1."""

    number: Column
    begun: Opportunities
    price: Price
    owner: Column
    entered: Column
    again: tuple[Column, Column, Column]
    closed: Column
    outcome: Column
    lost_because: Column
    expected: Column

    def __len__(self) -> int:
        return len(self.number)


def closed_stage(outcome: Column) -> Column:
    """The place in :data:`EVERY_STAGE` of what was won or lost."""
    return len(STAGES) - 1 + outcome


def pursue(random: Random, span: Span, company: Company, begun: Opportunities, first: int) -> Deals:
    """What becomes of ``begun``, as far as the span shows; numbered from ``first``."""
    size = len(begun.created)
    price = quote(random, begun.segment)
    strength = company.reps.strength(begun.owner, begun.created)
    luck = random.normal(0, 0.45, size)
    odds = 0.3 * begun.quality + 0.45 * strength + 0.4 * APPEAL[price.product] + luck
    entered = np.column_stack([begun.created, *(never(size) for _ in STAGES[1:])])
    closed, outcome = never(size), np.full(size, OPEN)
    now, alive = begun.created.copy(), np.ones(size, dtype=bool)
    for stage in range(len(STAGES)):
        weak = np.array([region.demo_to_proposal for region in REGIONS])[begun.region] if stage == 1 else 0.0
        advances = alive & (random.random(size) < chance(_ADVANCE[stage] + odds + weak))
        forgotten = alive & ~advances & (random.random(size) < _FORGOTTEN * 4)
        pace = _LONGER[begun.segment] * slowed(now)
        forward = at_work(random, now + days(lognormal(random, _DAYS[stage] * pace, 0.6, size)))
        gone = at_work(random, now + days(lognormal(random, _DAYS_TO_LOSS[stage] * pace, 0.7, size)))
        lost = alive & ~advances & ~forgotten
        closed[lost], outcome[lost] = gone[lost], LOST
        now = where(advances, forward, now)
        if stage + 1 < len(STAGES):
            enters = advances & (random.random(size) >= _SKIPPED[stage + 1])
            entered[enters, stage + 1] = forward[enters]
        else:
            closed[advances], outcome[advances] = drawn_to_quarter_end(random, forward, 0.45)[advances], WON
        alive = advances
    again = _returns(random, span, entered, closed)
    closed = span.seen(closed)
    outcome = where(np.isnat(closed), OPEN, outcome)
    entered = span.seen(entered)
    return Deals(
        number=np.arange(first, first + size),
        begun=begun,
        price=price,
        owner=_owner_now(random, span, company, begun.owner, closed),
        entered=entered,
        again=again,
        closed=closed,
        outcome=outcome,
        lost_because=where(outcome == LOST, choose(random, _REASON_WEIGHTS, size), -1),
        expected=_expected(random, span, entered, closed),
    )


def _returns(random: Random, span: Span, entered: Column, closed: Column) -> tuple[Column, Column, Column]:
    """Some go back from Proposal to Demo, or from Negotiation to Proposal, and forward again."""
    deal, stage, moment = [], [], []
    for back, share in ((1, 0.09), (2, 0.08)):
        here, there = entered[:, back + 1], entered[:, back + 2] if back + 2 < len(STAGES) else closed
        returning = ~np.isnat(entered[:, back]) & ~np.isnat(here) & ~np.isnat(there)
        found = np.flatnonzero(returning & (random.random(len(entered)) < share))
        gap = (there - here)[found].view(np.int64)
        for part, entry in ((0.35, back), (0.7, back + 1)):
            deal.append(found)
            stage.append(np.full(len(found), entry))
            moment.append(at_work(random, here[found] + (gap * part).astype("timedelta64[s]")))
    deals, stages, moments = np.concatenate(deal), np.concatenate(stage), np.concatenate(moment)
    moments = where(moments < closed[deals], moments, NEVER)
    kept = ~np.isnat(span.seen(moments))
    return deals[kept], stages[kept], moments[kept]


def _owner_now(random: Random, span: Span, company: Company, owner: Column, closed: Column) -> Column:
    """Who owns the deal at the end: mostly a colleague where the owner had left before it was closed."""
    until = where(np.isnat(closed), span.end, closed)
    handed_over = random.random(len(owner)) < 0.85
    return where(handed_over, company.successors(random, owner, until), owner)


def _expected(random: Random, span: Span, entered: Column, closed: Column) -> Column:
    """Planned close: near the real one, and for open deals ahead, but for those that have slipped."""
    size = len(closed)
    last = np.fmax.reduce(entered, axis=1)
    ahead = np.maximum(last + days(lognormal(random, 35, 0.5, size)), span.end + days(random.uniform(1, 70, size)))
    slipped = span.end - days(random.uniform(1, 60, size))
    still_open = where(random.random(size) < 0.14, np.maximum(slipped, last), ahead)
    planned = where(np.isnat(closed), still_open, closed + days(random.normal(-5, 9, size)))
    return planned.astype("datetime64[D]")
