"""``web_visits.csv`` of those who stayed unknown (summed by day), and ``spend.csv``."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, Random, text
from keyfunnel.demo.clock import WEEKDAY, Span, weekday
from keyfunnel.demo.company import Company
from keyfunnel.demo.demand import Leads
from keyfunnel.demo.exports.leads import ACTS, LANDING, VISIT
from keyfunnel.demo.market import CAMPAIGN_NAMES, CHANNELS, SOURCE_NAMES, SOURCES
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.words import Text, always, words

VISITS_A_LEAD = 24
_SALARY, _MANAGER = 5_200, 8_500  # a month


@dataclass(frozen=True)
class LeadCounts:
    """Leads by month and channel, summed over batches."""

    count: Column

    @classmethod
    def none(cls, span: Span) -> "LeadCounts":
        return cls(np.zeros((len(span.months), len(CHANNELS)), dtype=np.int64))

    def add(self, leads: Leads, month: int) -> None:
        self.count[month] += np.bincount(leads.channel, minlength=len(CHANNELS))


def visits(random: Random, span: Span, counts: LeadCounts, numbers: Numbers) -> dict[str, Column | Text]:
    """Visits, and for paid channels landings, in proportion to the leads of the month and the weekday."""
    month = (span.days.astype("datetime64[M]") - np.datetime64(span.start, "M")).astype(np.int64)
    in_month = np.bincount(month, minlength=len(span.months))
    a_day = counts.count[month] / in_month[month][:, None] * (WEEKDAY[weekday(span.days)] * 7 / WEEKDAY.sum())[:, None]
    seen = random.poisson(a_day * VISITS_A_LEAD)
    landed = random.poisson(a_day * VISITS_A_LEAD * np.array([0.3 if campaign else 0.0 for _, campaign in CHANNELS]))
    rows = [(*np.nonzero(found), found[found > 0]) for found in (seen, landed)]
    day, channel, sessions = (np.concatenate(column) for column in zip(*rows, strict=True))
    size, lands = len(day), np.arange(len(day)) >= len(rows[0][0])
    return {
        "Visit ID": numbers.keys("visit", "V-", size),
        "Visited At": span.days[day].astype("datetime64[s]"),
        "Visitor ID": always(None, size),
        "Event": words(ACTS, np.where(lands, LANDING, VISIT)),
        "Page": words(("/", "/start"), lands.astype(np.int8)),
        "Source": words(SOURCE_NAMES, np.array([source for source, _ in CHANNELS])[channel]),
        "Campaign": words(CAMPAIGN_NAMES, channel),
        "Lead ID": always(None, size),
        "Sessions": sessions,
    }


def spend(random: Random, span: Span, counts: LeadCounts, company: Company) -> dict[str, Column | Text]:
    """By month: marketing by channel, and what sales, salaries, production and overhead cost."""
    rows: list[tuple[str, str, str | None, str | None, float]] = []
    for number, month in enumerate(span.months):
        day = month.isoformat()
        for place, (source, campaign) in enumerate(CHANNELS):
            paid = counts.count[number, place] * SOURCES[source].cost * float(random.uniform(0.85, 1.2))
            if paid > 0:
                rows.append((day, "Marketing", SOURCES[source].name, campaign, paid))
        selling = int(company.reps.at_work(month).sum()) * _SALARY + len(company.leads) * _MANAGER
        others = (("Sales", 1.0), ("Salaries", 1.35), ("Production", 0.9), ("Overhead", 0.55))
        rows += [
            (day, category, None, None, selling * part * float(random.uniform(0.97, 1.03))) for category, part in others
        ]
    return {
        "Expense ID": keys("X-", np.arange(1, len(rows) + 1)),
        "Date": np.array([row[0] for row in rows], dtype="datetime64[D]"),
        "Category": text([row[1] for row in rows]),
        "Channel": text([row[2] for row in rows]),
        "Campaign": text([row[3] for row in rows]),
        "Amount": np.round(np.array([row[4] for row in rows]), 2),
        "Currency": text(["USD"] * len(rows)),
    }
