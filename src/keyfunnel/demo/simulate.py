"""A company's life as CSV exports: the same options and seed give the same bytes.

New business is simulated in batches of a month or less, each with a generator of its own, so that memory doesn't
grow with the number of deals. What won customers do later belongs to the batch in which they were won.
"""

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np

from keyfunnel.demo.arrays import random_for
from keyfunnel.demo.batch import World, simulate
from keyfunnel.demo.clock import Span
from keyfunnel.demo.company import found
from keyfunnel.demo.exports import accounts, marketing, people
from keyfunnel.demo.exports.csv_files import CsvFiles
from keyfunnel.demo.exports.marketing import LeadCounts
from keyfunnel.demo.exports.quotas import Revenue, quotas
from keyfunnel.demo.numbers import Numbers

Progress = Callable[[str, int, int | None], None]

UNTIL = dt.date(2026, 11, 3)
DEALS_IN_A_BATCH = 20_000
# Of all deals: expansions and renewals follow from what is won, so new business is planned a little lower.
NEW_BUSINESS = 0.86
_COMPANY, _BATCHES, _MARKETING = range(3)


def write_exports(
    folder: Path, deals: int = 3000, seed: int = 1, until: dt.date = UNTIL, progress: Progress | None = None
) -> dict[str, int]:
    """Write the files into ``folder``; rows by file. About ``deals`` deals arise, some of them still open ``until``.

    ``progress`` counts deals of new business. Memory stays below half a gigabyte, however many there are.
    """
    span = Span(until)
    company = found(random_for(seed, _COMPANY), deals, span)
    planned = batches(span, deals)
    sizes = [size for _, size in planned]
    with CsvFiles(folder) as files:
        world = World(span, company, files, Numbers(), LeadCounts.none(span), Revenue.none(span, len(company.reps)))
        files.write("teams", people.teams(company))
        files.write("users", people.users(company))
        files.write("products", accounts.products())
        for number, (month, size) in enumerate(planned):
            simulate(random_for(seed, _BATCHES, number), world, month, size)
            if progress:
                progress("Simulating", sum(sizes[: number + 1]), sum(sizes))
        random = random_for(seed, _MARKETING)
        files.write("web_visits", marketing.visits(random, span, world.lead_counts, world.numbers))
        files.write("spend", marketing.spend(random, span, world.lead_counts, company))
        files.write("quotas", quotas(world.revenue, company))
    return files.rows


def batches(span: Span, deals: int) -> list[tuple[int, int]]:
    """Month and number of new-business deals of each batch."""
    until_month = np.round(np.cumsum(span.demand()) * deals * NEW_BUSINESS).astype(int)
    found = []
    for month, size in enumerate(np.diff(until_month, prepend=0).tolist()):
        parts = max(1, -(-size // DEALS_IN_A_BATCH))
        bounds = [size * part // parts for part in range(parts + 1)]
        found += [(month, high - low) for low, high in itertools.pairwise(bounds)]
    return found
