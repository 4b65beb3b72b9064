"""``leads.csv``, and the visits in ``web_visits.csv`` of those who became leads."""

import numpy as np

from keyfunnel.demo.arrays import Column, Random, pick, text
from keyfunnel.demo.clock import days, minutes
from keyfunnel.demo.company import Company
from keyfunnel.demo.demand import Leads
from keyfunnel.demo.market import SOURCE_NAMES
from keyfunnel.demo.names import addresses, domains, people, phones
from keyfunnel.demo.numbers import Numbers, keys

_ACTS = text(["Visit", "Download", "Info Request", "Demo Request"])
_ACT_WEIGHTS = np.array([0.5, 0.22, 0.16, 0.12])


def leads(random: Random, batch: Leads, company: Company, deal: Column, account: Column) -> dict[str, Column]:
    """``deal`` and ``account`` are the numbers of what each lead became, -1 for nothing."""
    size = len(batch)
    return {
        "Lead ID": keys("L-", batch.number),
        "Created Date": batch.created,
        "Lead Source": SOURCE_NAMES[batch.source],
        "Campaign": batch.campaign,
        "Landing Page": batch.page,
        "Lead Owner": company.reps.name[batch.owner],
        "Company": batch.company,
        "Account ID": keys("A-", account),
        "Email": addresses(people(random, size), domains(batch.company)),
        "Phone": phones(random, size),
        "Country": batch.country,
        "Assigned Date": batch.assigned,
        "First Contacted Date": batch.contacted,
        "Nurtured Date": batch.nurtured,
        "MQL Date": batch.qualified,
        "Qualified By": batch.qualified_by,
        "SQL Date": batch.accepted,
        "Converted Date": batch.converted,
        "Converted Deal ID": keys("D-", deal),
        "Disqualified Date": batch.given_up,
        "Disqualified Reason": batch.given_up_because,
        "Budget": batch.bant[:, 0],
        "Authority": batch.bant[:, 1],
        "Need": batch.bant[:, 2],
        "Timing": batch.bant[:, 3],
        "ICP Fit": batch.fits,
    }


def visits(random: Random, batch: Leads, numbers: Numbers) -> dict[str, Column]:
    """What leads did on the site before and when they wrote."""
    before = np.repeat(np.arange(len(batch)), random.poisson(0.9, len(batch)))
    arrival = np.arange(len(batch))
    which = np.concatenate([before, arrival])
    earlier = batch.created[before] - days(random.exponential(6, len(before)))
    at = np.concatenate([earlier, batch.created - minutes(random.uniform(1, 12, len(batch)))])
    act = np.concatenate([np.full(len(before), "Landing", dtype=object), pick(random, _ACTS, len(batch), _ACT_WEIGHTS)])
    order = np.argsort(at, kind="stable")
    which, at, act = which[order], at[order], act[order]
    return {
        "Visit ID": numbers.keys("visit", "V-", len(which)),
        "Visited At": at,
        "Visitor ID": keys("W-", batch.number[which]),
        "Event": act,
        "Page": batch.page[which],
        "Source": SOURCE_NAMES[batch.source[which]],
        "Campaign": batch.campaign[which],
        "Lead ID": keys("L-", batch.number[which]),
        "Sessions": np.ones(len(which), dtype=np.int64),
    }
