"""What stands at an axis of amounts, counts or durations: thousands and millions as the reader's language shortens
them, days and minutes in its words."""

import json
from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import get_currency_symbol
from babel.units import format_unit

from keyfunnel.texts.minus import MINUS
from keyfunnel.texts.money import apart
from keyfunnel.web.figures import DURATIONS, length_of, locale_of


@dataclass(frozen=True)
class Size:
    """From ``least`` on a number is divided by ``unit`` and written between ``before`` and ``behind``."""

    least: int
    unit: int
    before: str
    behind: str


@lru_cache(maxsize=64)
def sizes(unit: str, language: str, currency: str) -> tuple[Size, ...]:
    """Of CLDR's short forms those that differ, the largest first; the last is for numbers written out."""
    locale = locale_of(language)
    if unit == "money":
        shortened, plain = (
            locale.compact_currency_formats["short"]["other"],
            locale.currency_formats["standard"].pattern,
        )
        plain = plain.replace("#,##0.00", "0")
    else:
        shortened, plain = locale.compact_decimal_formats["short"]["other"], "0"
    found = [_size(0, plain, language, currency)]
    for least, pattern in sorted((int(least), one.pattern) for least, one in shortened.items()):
        if not pattern.strip("0"):
            continue  # so CLDR says of a size that the language doesn't shorten
        size = _size(least, pattern, language, currency)
        if (size.unit, size.before, size.behind) != (found[-1].unit, found[-1].before, found[-1].behind):
            found.append(size)
    return tuple(reversed(found))


def _size(least: int, pattern: str, language: str, currency: str) -> Size:
    """``00万`` from 100,000 on: two of its digits stand before ``万``, so that it counts ten thousands."""
    zeros = pattern.count("0")
    before, _, behind = pattern.replace("'", "").partition("0" * zeros)
    symbol = get_currency_symbol(currency, locale_of(language))
    spelt = apart(before.replace("¤", symbol) + "0")[:-1]
    return Size(least, max(1, least // 10 ** (zeros - 1)), spelt, behind.replace("¤", symbol))


def ticks(unit: str, language: str, currency: str) -> str | None:
    """A Vega expression for the label of ``datum.value``; None where a plain number will do."""
    if unit in DURATIONS:
        return _duration(unit, language)
    if unit not in ("money", "count"):
        return None
    *larger, plain = sizes(unit, language, currency)
    said = _written(plain)
    for size in reversed(larger):
        said = f"abs(datum.value) >= {size.least} ? {_written(size)} : {said}"
    return f"(datum.value < 0 ? '{MINUS}' : '') + ({said})"


def _duration(unit: str, language: str) -> str:
    def said(count: int) -> str:
        spelt = format_unit(count, DURATIONS[unit], length_of(language), format="0", locale=locale_of(language))
        before, behind = spelt.split(str(count))
        return f"'{before}' + format(abs(datum.value), ',.6~r') + '{behind}'"

    return f"(datum.value < 0 ? '{MINUS}' : '') + (datum.value == 1 ? {said(1)} : {said(2)})"


def _written(size: Size) -> str:
    before, behind = json.dumps(size.before), json.dumps(size.behind)
    return f"{before} + format(abs(datum.value) / {size.unit}, ',.6~r') + {behind}"
