"""Amounts of money as a reader's language writes them."""

import re
from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_currency

from keyfunnel.texts.minus import with_minus

NO_CENTS_FROM = 1_000  # nobody compares thousands by their cents


@dataclass(frozen=True)
class Money:
    """``currency`` is the ISO 4217 code, which also tells how many decimals there are."""

    amount: float
    currency: str

    def written(self, locale: Locale, decimals: int | None = None) -> str:
        """With just so many ``decimals``, or by itself: cents where there are any and they tell something."""
        if decimals is None and (abs(self.amount) >= NO_CENTS_FROM or self.amount == int(self.amount)):
            decimals = 0
        if decimals is not None:
            places = f".{'0' * decimals}" if decimals else ""
            pattern = locale.currency_formats["standard"].pattern.replace(".00", places)
            written = format_currency(self.amount, self.currency, pattern, locale, currency_digits=False)
        else:
            written = format_currency(self.amount, self.currency, locale=locale)
        return with_minus(apart(written))


def apart(written: str) -> str:
    """HUF 1,200 rather than HUF1,200."""
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\N{NO-BREAK SPACE}", written)
