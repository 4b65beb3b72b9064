"""How many decimals the numbers of one column have: all of them the same, so that digits stand under digits."""

from collections.abc import Iterable

from babel.numbers import get_currency_precision

from keyfunnel.web.figures import DURATIONS, tenths

PLAIN = 2  # of numbers that are neither shares nor durations
WHOLE_FROM = 1000  # nobody compares thousands by their decimals


def decimals(values: Iterable[float | None], unit: str, currency: str = "USD") -> int:
    """As few as lose nothing of what each value would show by itself (:func:`keyfunnel.web.figures.figure`).

    Shares have one, of a percentage. Where a column reaches a thousand, none; but never so few that something reads
    as nothing, amounts of money aside.
    """
    known = [abs(value) for value in values if value is not None]
    if unit == "ratio":
        return 1
    most = get_currency_precision(currency) if unit == "money" else tenths(unit) if unit in DURATIONS else PLAIN
    if any(value >= WHOLE_FROM for value in known):
        return most if unit != "money" and any(0 < value < 0.5 for value in known) else 0
    return most if unit == "money" and needed(known, most) else needed(known, most)


def needed(values: Iterable[float | None], most: int) -> int:
    """The decimals of that value which has most, ``most`` at the utmost."""
    known = [value for value in values if value is not None]
    return next((n for n in range(most) if all(round(v, n) == round(v, most) for v in known)), most)
