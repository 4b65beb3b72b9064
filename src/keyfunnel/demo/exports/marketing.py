"""``web_visits.csv`` of those who stayed unknown (summed by day), and ``spend.csv``."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, Random, text
from keyfunnel.demo.clock import WEEKDAY, Span, weekday
from keyfunnel.demo.company import Company
from keyfunnel.demo.demand import Leads
from keyfunnel.demo.market import SOURCES
from keyfunnel.demo.numbers import Numbers, keys

# Every source with each of its campaigns, or with none.
CHANNELS = tuple((place, campaign) for place, source in enumerate(SOURCES) for campaign in source.campaigns or (None,))
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
        for place, (source, campaign) in enumerate(CHANNELS):
            self.count[month, place] += int(((leads.source == source) & (leads.campaign == campaign)).sum())


def visits(random: Random, span: Span, counts: LeadCounts, numbers: Numbers) -> dict[str, Column]:
    """Visits, and for paid channels landings, in proportion to the leads of the month and the weekday."""
    month = (span.days.astype("datetime64[M]") - np.datetime64(span.start, "M")).astype(np.int64)
    in_month = np.bincount(month, minlength=len(span.months))
    a_day = counts.count[month] / in_month[month][:, None] * (WEEKDAY[weekday(span.days)] * 7 / WEEKDAY.sum())[:, None]
    seen = random.poisson(a_day * VISITS_A_LEAD)
    landed = random.poisson(a_day * VISITS_A_LEAD * np.array([0.3 if campaign else 0.0 for _, campaign in CHANNELS]))
    parts = [("Visit", seen, "/"), ("Landing", landed, "/start")]
    rows = [(event, page, *np.nonzero(found), found[found > 0]) for event, found, page in parts]
    day = np.concatenate([row[2] for row in rows])
    channel = np.concatenate([row[3] for row in rows])
    size = len(day)
    return {
        "Visit ID": numbers.keys("visit", "V-", size),
        "Visited At": span.days[day].astype("datetime64[s]"),
        "Visitor ID": np.full(size, None, dtype=object),
        "Event": np.concatenate([np.full(len(row[2]), row[0], dtype=object) for row in rows]),
        "Page": np.concatenate([np.full(len(row[2]), row[1], dtype=object) for row in rows]),
        "Source": text([SOURCES[source].name for source, _ in CHANNELS])[channel],
        "Campaign": text([campaign for _, campaign in CHANNELS])[channel],
        "Lead ID": np.full(size, None, dtype=object),
        "Sessions": np.concatenate([row[4] for row in rows]),
    }


def spend(random: Random, span: Span, counts: LeadCounts, company: Company) -> dict[str, Column]:
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
