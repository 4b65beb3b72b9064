"""What stands in a cell of an export: a text with a deal's facts in braces, each in a format of the export's own.

``{closed:%d.%m.%Y}`` is the day a deal closed on, or nothing; ``{amount:1.234,50} €`` its amount, written as the
sample is; ``{outcome:Won|Lost|Open}`` and ``{step:New|Offer|Talks}`` the word for how it stands and how far it is.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.intake.trials.book import OWNERS, Deal

Fact = Callable[[Deal], object]


def written(cell: str, deal: Deal, own: Mapping[str, Fact] | None = None, months: Sequence[str] = ()) -> str:
    """``own`` are facts that only this export tells, or that it writes as no format does."""
    days = {
        "created": deal.created,
        "closed": deal.closed,
        "won_on": deal.closed if deal.won else None,
        "lost_on": deal.closed if deal.lost else None,
        "expected": deal.expected,
        "closing": deal.closing,
    }
    facts: dict[str, object] = {
        **{name: getattr(deal, name) for name in ("number", "title", "account", "owner", "source")},
        **{name: _Day(day, months) for name, day in days.items()},
        "account_number": deal.account[-1],
        "owner_number": OWNERS.index(deal.owner),
        "amount": deal.amount,
        "half": deal.amount / 2,
        "outcome": _Word(("won", "lost", "open").index(deal.outcome)),
        "step": _Word(deal.step),
        **{name: fact(deal) for name, fact in (own or {}).items()},
    }
    money = {name: _Money(fact) for name, fact in facts.items() if isinstance(fact, Decimal)}
    return cell.format_map({**facts, **money})


@dataclass(frozen=True)
class _Word:
    position: int

    def __format__(self, words: str) -> str:
        """The word at its position among three with bars between them."""
        first, second, third = words.split("|")
        return (first, second, third)[self.position]


@dataclass(frozen=True)
class _Money:
    amount: Decimal

    def __format__(self, sample: str) -> str:
        """Two decimals, marked and grouped as in the sample: ``1 234,50``, ``1234.50``, ``12,34,567.50``."""
        if not sample:
            return str(self.amount)
        whole, mark = sample[:-3], sample[-3]
        group = re.sub(r"\d", "", whole)[:1]
        digits, decimals = f"{self.amount:.2f}".split(".")
        pairs = r"(\d\d)*\d{3}$" if whole.startswith("12,34,") else r"(\d{3})+$"
        return re.sub(rf"(?<=\d)(?={pairs})", group, digits) + mark + decimals


@dataclass(frozen=True)
class _Day:
    at: dt.date | None
    months: Sequence[str]

    def __format__(self, form: str) -> str:
        """As ``strftime`` has it, and: ``%-d`` without a leading zero, ``%P`` for am and pm, ``%b`` in the export's
        names of months, ``%q`` for the quarter, ``%EY`` and ``%Ey`` for the year of the Buddha; behind a bar, what
        is written where there is no day."""
        form, _, nothing = form.partition("|")
        if self.at is None:
            return nothing
        return re.sub(r"%-?E?[A-Za-z]", lambda code: self._part(code[0]), form) if form else str(self.at)

    def _part(self, code: str) -> str:
        assert self.at is not None
        match code:
            case "%b" if self.months:
                return self.months[self.at.month - 1]
            case "%EY":
                return str(self.at.year + 543)
            case "%Ey":
                return str(self.at.year + 543)[2:]
            case "%q":
                return str((self.at.month + 2) // 3)
            case "%P":
                return self.at.strftime("%p").lower()
        text = self.at.strftime(code.replace("-", ""))
        return text.lstrip("0") if "-" in code else text
