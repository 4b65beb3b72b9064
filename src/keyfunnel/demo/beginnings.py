"""How deals begin: with a lead that was won over, or with a cold call."""

import datetime as dt

import numpy as np

from keyfunnel.demo.arrays import Column, Random, choose, text, where
from keyfunnel.demo.clock import Span, at_work, days
from keyfunnel.demo.company import Company
from keyfunnel.demo.demand import Leads
from keyfunnel.demo.market import (
    OUTBOUND,
    OUTBOUND_QUALITY,
    QUALITY,
    REFERRAL,
    REGION_SHARES,
    SEGMENT_SHARES,
    SOURCE_NAMES,
    countries,
)
from keyfunnel.demo.names import companies
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
        owner=company.successors(random, leads.owner[which], leads.converted[which]),
        region=leads.region[which],
        country=leads.country[which],
        segment=leads.segment[which],
        source=SOURCE_NAMES[source],
        kind=where(source == REFERRAL, "Referral", "New").astype(object),
        quality=QUALITY[source] + where(leads.fits[which] == "Yes", 0.3, 0),
    )
    return begun, which


def outbound(
    random: Random, span: Span, company: Company, month: dt.date, size: int, first_account: int, first_company: int
) -> tuple[Opportunities, Column]:
    """Deals that reps found by themselves in ``month``, and the companies' names."""
    region = choose(random, REGION_SHARES, size)
    created = span.seen(at_work(random, span.moments(random, month, size)))
    kept = ~np.isnat(created)
    created, region, size = created[kept], region[kept], int(kept.sum())
    begun = Opportunities(
        created=created,
        contacted=at_work(random, created - days(random.uniform(3, 25, size))),
        lead=np.full(size, -1),
        account=first_account + np.arange(size),
        owner=company.owners(random, region, month),
        region=region,
        country=countries(random.random(size), region),
        segment=choose(random, SEGMENT_SHARES, size),
        source=text([OUTBOUND] * size),
        kind=text(["New"] * size),
        quality=np.full(size, OUTBOUND_QUALITY),
    )
    return begun, companies(first_company + np.arange(size))


def together(first: Opportunities, second: Opportunities) -> Opportunities:
    names = Opportunities.__dataclass_fields__
    return Opportunities(**{name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names})
