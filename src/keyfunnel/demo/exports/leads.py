"""``leads.csv``, and the visits in ``web_visits.csv`` of those who became leads."""

import numpy as np

from keyfunnel.demo.arrays import Column, Random, choose, text
from keyfunnel.demo.clock import days, minutes
from keyfunnel.demo.company import Company
from keyfunnel.demo.demand import GIVEN_UP_BECAUSE, QUALIFIED_BY, Leads
from keyfunnel.demo.market import CAMPAIGN_NAMES, COUNTRIES, LANDING_PAGES, SOURCE_NAMES
from keyfunnel.demo.names import addresses, companies, domains, people, phones
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.words import NO_YES, Text, words

ACTS = text(["Visit", "Download", "Info Request", "Demo Request", "Landing"])
VISIT, LANDING = 0, 4
_ACT_WEIGHTS = np.array([0.5, 0.22, 0.16, 0.12])


def leads(random: Random, batch: Leads, company: Company, deal: Column, account: Column) -> dict[str, Column | Text]:
    """``deal`` and ``account`` are the numbers of what each lead became, -1 for nothing."""
    size = len(batch)
    return {
        "Lead ID": keys("L-", batch.number),
        "Created Date": batch.created,
        "Lead Source": words(SOURCE_NAMES, batch.source),
        "Campaign": words(CAMPAIGN_NAMES, batch.channel),
        "Landing Page": words(LANDING_PAGES, batch.page),
        "Lead Owner": words(company.reps.name, batch.owner),
        "Company": companies(batch.company),
        "Account ID": keys("A-", account),
        "Email": addresses(people(random, size), domains(batch.company)),
        "Phone": phones(random, size),
        "Country": words(COUNTRIES, batch.country),
        "Assigned Date": batch.assigned,
        "First Contacted Date": batch.contacted,
        "Nurtured Date": batch.nurtured,
        "MQL Date": batch.qualified,
        "Qualified By": words(QUALIFIED_BY, batch.qualified_by),
        "SQL Date": batch.accepted,
        "Converted Date": batch.converted,
        "Converted Deal ID": keys("D-", deal),
        "Disqualified Date": batch.given_up,
        "Disqualified Reason": words(GIVEN_UP_BECAUSE, batch.given_up_because),
        "Budget": words(NO_YES, batch.bant[:, 0]),
        "Authority": words(NO_YES, batch.bant[:, 1]),
        "Need": words(NO_YES, batch.bant[:, 2]),
        "Timing": words(NO_YES, batch.bant[:, 3]),
        "ICP Fit": words(NO_YES, batch.fits),
    }


def visits(random: Random, batch: Leads, numbers: Numbers) -> dict[str, Column | Text]:
    """What leads did on the site before and when they wrote."""
    before = np.repeat(np.arange(len(batch)), random.poisson(0.9, len(batch)))
    arrival = np.arange(len(batch))
    which = np.concatenate([before, arrival])
    earlier = batch.created[before] - days(random.exponential(6, len(before)))
    at = np.concatenate([earlier, batch.created - minutes(random.uniform(1, 12, len(batch)))])
    act = np.concatenate([np.full(len(before), LANDING), choose(random, _ACT_WEIGHTS, len(batch))])
    order = np.argsort(at, kind="stable")
    which, at, act = which[order], at[order], act[order]
    return {
        "Visit ID": numbers.keys("visit", "V-", len(which)),
        "Visited At": at,
        "Visitor ID": keys("W-", batch.number[which]),
        "Event": words(ACTS, act),
        "Page": words(LANDING_PAGES, batch.page[which]),
        "Source": words(SOURCE_NAMES, batch.source[which]),
        "Campaign": words(CAMPAIGN_NAMES, batch.channel[which]),
        "Lead ID": keys("L-", batch.number[which]),
        "Sessions": np.ones(len(which), dtype=np.int64),
    }
