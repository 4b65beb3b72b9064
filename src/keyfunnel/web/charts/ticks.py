"""What stands at an axis of amounts, counts or durations: thousands and millions as the reader's language shortens
them, days and minutes in its words. All labels of an axis but zero are of one size and have as many decimals."""

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
    """A Vega expression for the label of ``datum.value``; None where a plain number will do.

    It reads the chart's parameters ``step`` and ``largest`` (:func:`measures`). The largest label's size is that of
    all; numbers that would be parts of the smallest size, as 2.5 thousand is, are written out.
    """
    if unit in DURATIONS:
        return _duration(unit, language)
    if unit not in ("money", "count"):
        return None
    *larger, plain = sizes(unit, language, currency)
    said = _written(plain)
    for size in reversed(larger):
        whole = f" && step >= {size.unit}" if size is larger[-1] else ""
        said = f"largest >= {size.least}{whole} ? {_written(size)} : {said}"
    return f"(datum.value < 0 ? '{MINUS}' : '') + (datum.value == 0 ? {_written(plain)} : {said})"


def measures(labels: int) -> list[dict[str, str]]:
    """Parameters of a chart: the ``step`` between the labels of heights, of which there are about so many, and the
    ``largest`` height of the axis.

    The step is d3's: 1, 2, 5 or 10 times a power of ten, whichever lies nearest by ratio to the axis in equal parts
    (https://d3js.org/d3-array/ticks#tickStep).
    """
    part = f"(abs(domain('y')[1] - domain('y')[0]) / {labels})"
    power = f"pow(10, floor(log({part}) / LN10))"
    rest = f"({part} / {power})"
    step = f"{power} * ({rest} >= sqrt(50) ? 10 : {rest} >= sqrt(10) ? 5 : {rest} >= sqrt(2) ? 2 : 1)"
    return [
        {"name": "step", "expr": step},
        {"name": "largest", "expr": "max(abs(domain('y')[0]), abs(domain('y')[1]))"},
    ]


def _duration(unit: str, language: str) -> str:
    def said(count: int) -> str:
        spelt = format_unit(count, DURATIONS[unit], length_of(language), format="0", locale=locale_of(language))
        before, behind = spelt.split(str(count))
        return f"'{before}' + {_digits(1)} + '{behind}'"

    one = "datum.value == 1 && step >= 1"
    return f"(datum.value < 0 ? '{MINUS}' : '') + ({one} ? {said(1)} : {said(2)})"


def _written(size: Size) -> str:
    before, behind = json.dumps(size.before), json.dumps(size.behind)
    return f"{before} + {_digits(size.unit)} + {behind}"


def _digits(unit: int) -> str:
    """With the decimals that a step has in ``unit``; nothing has none."""
    decimals = f"(datum.value == 0 ? 0 : max(0, -floor(log(step / {unit}) / LN10 + 0.000001)))"
    return f"format(abs(datum.value) / {unit}, ',.' + {decimals} + 'f')"
