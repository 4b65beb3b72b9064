"""Forty deals that are the same in every trial export, so that what must come out of it is known beforehand."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

OWNERS = ("Anna Berg", "Ben Okafor", "Chloe Martin", "Dan Reyes")
SOURCES = ("Web", "Partner", "Trade show")


@dataclass(frozen=True)
class Deal:
    """``closed`` is None while it is open; ``expected`` is when it is, or was, to close."""

    number: int
    title: str
    account: str
    owner: str
    source: str
    outcome: str
    step: int
    amount: Decimal
    created: dt.datetime
    closed: dt.date | None
    expected: dt.date

    @property
    def won(self) -> bool:
        return self.outcome == "won"

    @property
    def lost(self) -> bool:
        return self.outcome == "lost"

    @property
    def closing(self) -> dt.date:
        """Where an export has one column of closing dates, open deals have there when they are to close."""
        return self.closed or self.expected


def _deal(number: int) -> Deal:
    created = dt.datetime.fromisoformat("2024-01-03 08:15") + dt.timedelta(days=number * 7, minutes=number * 47)
    outcome = ("won", "lost", "open", "won", "lost")[number % 5]
    expected = created.date() + dt.timedelta(days=30 + number % 17)
    return Deal(
        number,
        f"Project {number:02d}",
        f"Client {number % 9}",
        OWNERS[number % 4],
        SOURCES[number % 3],
        outcome,
        number % 3,
        Decimal(1250 + number * 1379) + Decimal(number % 4) / 4,
        created,
        expected - dt.timedelta(days=number % 5) if outcome != "open" else None,
        expected,
    )


BOOK: tuple[Deal, ...] = tuple(map(_deal, range(1, 41)))
# Over the won, n = 3, 5, 8, 10, … 40: 16 × 1250 + 1379 × Σn + Σ(n mod 4) ÷ 4 = 20,000 + 1379 × 344 + 6 = 494,382.
# Over all: 50,000 + 1379 × 820 + 15 = 1,180,795, which the totals below exports say too.
FIGURES = {"won": 16, "lost": 16, "open": 8, "revenue": Decimal(494_382), "total": Decimal(1_180_795)}
