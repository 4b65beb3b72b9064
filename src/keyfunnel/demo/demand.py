"""Leads of one batch: where they come from, who answers how fast, and what becomes of them."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import NEVER, Column, Random, chance, choose, lognormal, text, where
from keyfunnel.demo.clock import Span, at_work, days, minutes
from keyfunnel.demo.company import Company
from keyfunnel.demo.market import (
    FIRST_CHANNEL,
    FITS,
    LANDING_PAGES,
    QUALITY,
    REGION_SHARES,
    SEGMENT_SHARES,
    SHARES,
    SOURCES,
    countries,
)

# So many leads arise for one that becomes a deal (measured; the share differs by source and rep).
LEADS_A_DEAL = 6.6
QUALIFIED_BY = text(["Marketing", "Sales"])
GIVEN_UP_BECAUSE = text(["No Budget", "No Need", "Not Reachable", "Student or Competitor", "Bad Timing"])
REASON_WEIGHTS = np.array([0.24, 0.26, 0.28, 0.1, 0.12])


@dataclass(frozen=True)
class Leads:
    """Moments are NaT where they didn't happen (or not within the span).

    Words are places in their lists, -1 for none: ``channel``, ``page``, ``country``, ``qualified_by``,
    ``given_up_because``; ``fits`` and ``bant`` are 1 for yes, 0 for no. ``company`` is the number of a name.
    """

    number: Column
    created: Column
    source: Column
    channel: Column
    page: Column
    region: Column
    country: Column
    segment: Column
    company: Column
    fits: Column
    owner: Column
    assigned: Column
    contacted: Column
    nurtured: Column
    qualified: Column
    qualified_by: Column
    accepted: Column
    converted: Column
    given_up: Column
    given_up_because: Column
    bant: Column

    def __len__(self) -> int:
        return len(self.number)


def arise(
    random: Random, span: Span, company: Company, month: dt.date, size: int, first: int, first_company: int
) -> Leads:
    """``size`` leads received in ``month``, numbered from ``first``, of companies numbered likewise."""
    number = np.arange(first, first + size)
    created = span.moments(random, month, size)
    source = choose(random, SHARES, size)
    region = choose(random, REGION_SHARES, size)
    fits = random.random(size) < FITS[source]
    owner = company.owners(random, region, month)
    assigned = at_work(random, created + minutes(_assignment(random, size)))
    answer = lognormal(random, company.reps.answer_minutes[owner], 1.15, size)
    called = random.random(size) >= company.reps.neglects[owner]
    contacted = span.seen(where(called, at_work(random, assigned + minutes(answer)), NEVER))

    quality = QUALITY[source] + where(fits, 0.45, -0.45) + random.normal(0, 0.35, size)
    nurtured = where(random.random(size) < 0.28, created + days(random.uniform(0.5, 6, size)), NEVER)
    warm_up = where(np.isnat(nurtured), lognormal(random, 1.6, 0.8, size), lognormal(random, 24, 0.5, size))
    ripe = random.random(size) < chance(-0.3 + 0.8 * quality)
    qualified = span.seen(where(ripe, at_work(random, created + days(warm_up)), NEVER))
    by_sales = random.random(size) < 0.22
    takes = random.random(size) < chance(0.35 + 0.5 * quality)
    start = np.fmax(qualified, contacted)
    accepted = where(takes & ~np.isnat(contacted) & ~np.isnat(qualified), start, NEVER)
    accepted = span.seen(at_work(random, accepted + days(lognormal(random, 1.2, 0.7, size))))

    speed = where(answer <= 60, 0.45, where(answer >= 1440, -0.5, 0))
    strength = company.reps.strength(owner, created)
    wins_over = random.random(size) < chance(0.2 + 0.55 * quality + speed + 0.6 * strength)
    converted = where(wins_over, accepted + days(lognormal(random, 4.5, 0.7, size)), NEVER)
    converted = span.seen(at_work(random, converted))
    # A few come to a deal without anybody having marked them as qualified.
    skipped = ~np.isnat(converted) & (random.random(size) < 0.05)
    qualified[skipped] = NEVER
    accepted[skipped] = NEVER

    dropped = np.isnat(converted) & (random.random(size) < 0.72)
    given_up = np.fmax(np.fmax(created, contacted), np.fmax(qualified, accepted)) + days(
        lognormal(random, 18, 0.7, size)
    )
    given_up = span.seen(where(dropped, at_work(random, given_up), NEVER))
    return Leads(
        number=number,
        created=created,
        source=source,
        channel=_channels(random, source),
        page=random.integers(0, len(LANDING_PAGES), size),
        region=region,
        country=countries(random.random(size), region),
        segment=choose(random, SEGMENT_SHARES, size),
        company=first_company + np.arange(size),
        fits=where(random.random(size) < 0.88, fits, -1),
        owner=owner,
        assigned=span.seen(assigned),
        contacted=contacted,
        nurtured=span.seen(nurtured),
        qualified=qualified,
        qualified_by=where(np.isnat(qualified), -1, by_sales),
        accepted=accepted,
        converted=converted,
        given_up=given_up,
        given_up_because=where(np.isnat(given_up), -1, choose(random, REASON_WEIGHTS, size)),
        bant=_bant(random, quality, ~np.isnat(contacted)),
    )


def _assignment(random: Random, size: int) -> Column:
    """Minutes until a lead has an owner: by rule within a few, by hand within hours."""
    by_hand = random.random(size) < 0.18
    return where(by_hand, lognormal(random, 150, 0.8, size), random.uniform(0.5, 4, size))


def _channels(random: Random, source: Column) -> Column:
    channel: Column = FIRST_CHANNEL[source]
    for place, found in enumerate(SOURCES):
        if found.campaigns:
            mine = np.flatnonzero(source == place)
            channel[mine] += random.integers(0, len(found.campaigns), len(mine))
    return channel


def _bant(random: Random, quality: Column, talked: Column) -> Column:
    """Budget, authority, need, timing, each Yes, No or not asked; columns in that order."""
    yes = random.random((len(quality), 4)) < chance(np.array([0.1, -0.1, 0.6, -0.2]) + 0.6 * quality[:, None])
    asked = (random.random((len(quality), 4)) < 0.55) & talked[:, None]
    return where(asked, yes, -1)
