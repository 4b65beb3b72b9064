"""How deals begin: with a lead that was won over, or with a cold call."""

import datetime as dt

import numpy as np

from keyfunnel.demo.arrays import Column, Random, choose, where
from keyfunnel.demo.clock import Span, at_work, days
from keyfunnel.demo.company import Company
from keyfunnel.demo.demand import Leads
from keyfunnel.demo.market import (
    NEW,
    OUTBOUND_QUALITY,
    QUALITY,
    REFERRAL,
    REFERRED,
    REGION_SHARES,
    SEGMENT_SHARES,
    SOURCES,
    countries,
)
from keyfunnel.demo.pipeline import Opportunities


def from_leads(random: Random, company: Company, leads: Leads, first_account: int) -> tuple[Opportunities, Column]:
    """The opportunities by time, and the place of the lead behind each."""
    won_over = np.flatnonzero(~np.isnat(leads.converted))
    which = won_over[np.argsort(leads.converted[won_over], kind="stable")]
    source = leads.source[which]
    begun = Opportunities(
        created=leads.converted[which],
        contacted=leads.contacted[which],
        lead=leads.number[which],
        account=first_account + np.arange(len(which)),
        company=leads.company[which],
        owner=company.successors(random, leads.owner[which], leads.converted[which]),
        region=leads.region[which],
        country=leads.country[which],
        segment=leads.segment[which],
        source=source,
        kind=where(source == REFERRAL, REFERRED, NEW),
        quality=QUALITY[source] + where(leads.fits[which] == 1, 0.3, 0),
    )
    return begun, which


def outbound(
    random: Random, span: Span, company: Company, month: dt.date, size: int, first_account: int, first_company: int
) -> Opportunities:
    """Deals that reps found by themselves in ``month``."""
    region = choose(random, REGION_SHARES, size)
    created = span.seen(at_work(random, span.moments(random, month, size)))
    kept = ~np.isnat(created)
    created, region, size = created[kept], region[kept], int(kept.sum())
    return Opportunities(
        created=created,
        contacted=at_work(random, created - days(random.uniform(3, 25, size))),
        lead=np.full(size, -1),
        account=first_account + np.arange(size),
        company=first_company + np.arange(size),
        owner=company.owners(random, region, month),
        region=region,
        country=countries(random.random(size), region),
        segment=choose(random, SEGMENT_SHARES, size),
        source=np.full(size, len(SOURCES)),
        kind=np.full(size, NEW),
        quality=np.full(size, OUTBOUND_QUALITY),
    )


def together(first: Opportunities, second: Opportunities) -> Opportunities:
    names = Opportunities.__dataclass_fields__
    return Opportunities(**{name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names})
