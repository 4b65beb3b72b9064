"""Numbers, money, durations and dates as a reader's language writes them. None is never a zero: it is ``–``."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from keyfunnel.model.calendar import Period, whole_months
from keyfunnel.texts import Money
from keyfunnel.texts.minus import MINUS, with_minus
from keyfunnel.texts.money import apart
from keyfunnel.web.line_ends import unbroken

NOTHING = "–"
SHORT_FROM = 100_000
ROUNDING = 1e-9  # what shares that make a whole may miss it by
DURATIONS = {
    "days": "duration-day",
    "hours": "duration-hour",
    "minutes": "duration-minute",
    "months": "duration-month",
}
FINE = {"months": 2}  # decimals of a unit that is long; other durations have one


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def length_of(language: str) -> Literal["short", "long"]:
    """Of a duration's unit. CLDR has no long form of these in Thai and Chinese."""
    return "long" if language in ("en", "hu") else "short"


def figure(value: float | None, unit: str, language: str, currency: str = "USD", decimals: int | None = None) -> str:
    """``value`` in the unit of its KPI, as exactly as a reader needs it; with just so many ``decimals`` among others
    in a column."""
    if value is None:
        return NOTHING
    locale = locale_of(language)
    if unit == "ratio":
        return percent(value, language, 1 if decimals is None else decimals)
    if unit == "money":
        return Money(value, currency).written(locale, decimals)
    if unit in DURATIONS:
        pattern = f"#,##0.{'#' * tenths(unit)}" if decimals is None else _pattern(decimals)
        spelt = format_unit(float(value), DURATIONS[unit], length_of(language), format=pattern, locale=locale)
        return with_minus(unbroken(spelt))
    return number(value, language, decimals)


def tenths(unit: str) -> int:
    """The most decimals of a duration."""
    return FINE.get(unit, 1)


def estimate(value: float | None, unit: str, language: str, currency: str = "USD", decimals: int | None = None) -> str:
    """The same of what something is heading for: a count of ten and more is told whole."""
    rounded = round(value) if value is not None and unit == "count" and abs(value) >= 10 else value
    return figure(rounded, unit, language, currency, decimals)


def short_figure(
    value: float | None,
    unit: str,
    language: str,
    currency: str = "USD",
    beside: Sequence[float] = (),
    decimals: int | None = None,
) -> str:
    """The same where room is scarce: large amounts and counts in thousands and millions with one decimal, or none where
    none of those ``beside`` it on its line needs one, which all are shortened as the largest of them is. ``decimals``
    are those of what isn't shortened."""
    if value is None:
        return NOTHING
    line = (value, *beside)
    if unit not in ("money", "count") or max(map(abs, line)) < SHORT_FROM:
        return estimate(value, unit, language, currency, None if unit == "count" else decimals)
    forms = [_shortened(one, unit, language) for one in line]
    (shortened, pattern), places = forms[0], int(any(round(one, 1) != round(one) for one, _ in forms))
    pattern = re.sub("0+", f"0.{'0' * places}" if places else "0", pattern, count=1)
    if unit == "count":
        return with_minus(format_decimal(shortened, format=pattern, locale=locale_of(language)))
    written = format_currency(shortened, currency, pattern, locale_of(language), currency_digits=False)
    return with_minus(apart(written))


def _shortened(value: float, unit: str, language: str) -> tuple[float, str]:
    """``value`` in thousands, say, and CLDR's pattern for those; as it is where the language doesn't shorten it."""
    locale = locale_of(language)
    money = unit == "money"
    forms = (locale.compact_currency_formats if money else locale.compact_decimal_formats)["short"]["other"]
    reached = [int(least) for least, form in forms.items() if int(least) <= abs(value) and form.pattern.strip("0")]
    if not reached:
        plain = locale.currency_formats["standard"].pattern.replace(".00", "") if money else "#,##0"
        return round(value), plain
    pattern = forms[str(max(reached))].pattern
    return value / (max(reached) // 10 ** (pattern.count("0") - 1)), pattern


def number(value: float, language: str, decimals: int | None = None) -> str:
    pattern = "#,##0.##" if decimals is None else _pattern(decimals)
    return with_minus(format_decimal(value, format=pattern, locale=locale_of(language)))


def _pattern(decimals: int) -> str:
    """CLDR's for numbers with just so many."""
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def points(change: float, decimals: int, language: str) -> str:
    """A share's change in points, with its sign and just so many decimals."""
    size = round(abs(100 * change), decimals)
    written = number(size, language, decimals)
    return written if size == 0 else f"{'+' if change > 0 else MINUS}{written}"


def typed(value: float, language: str, decimals: int) -> str:
    """As people type a number: thousands apart and decimals as the language has them."""
    whole, point, rest = f"{value:,.{decimals}f}".partition(".")
    apart_by_comma = locale_of(language).number_symbols["latn"]["group"] == ","
    apart = whole if apart_by_comma else whole.replace(",", "\N{NO-BREAK SPACE}")
    return f"{apart}{decimal_sign(language)}{rest}" if point else apart


def decimal_sign(language: str) -> str:
    """What stands before the decimals: a point or a comma."""
    return str(locale_of(language).number_symbols["latn"]["decimal"])


def percent(value: float | None, language: str, digits: int = 0) -> str:
    """With so many decimals; of more than nothing never zero: ``<0.1%``, of less than all never all: ``>99.9%``."""
    if value is None:
        return NOTHING
    least = 10.0 ** -(digits + 2)
    less, more = 0 < value <= least / 2, 1 - least / 2 <= value < 1 - ROUNDING
    shown = least if less else 1 - least if more else 0.0 if abs(value) <= least / 2 else value
    written = with_minus(format_percent(shown, format=f"{_pattern(digits)}%", locale=locale_of(language)))
    return f"<{written}" if less else f">{written}" if more else written


def interval(
    low: float | None,
    high: float | None,
    unit: str,
    language: str,
    currency: str = "USD",
    decimals: int | None = None,
) -> str:
    """``60.1% – 66.2%``, ``13 – 17 days``: both ends, ``""`` where there are none."""
    if low is None or high is None:
        return ""
    if unit in DURATIONS:
        whole = all(round(end, tenths(unit)) == round(end) for end in (low, high))
        places = decimals if decimals is not None else 0 if whole else tenths(unit)
        return unbroken(f"{number(low, language, places)} – {figure(high, unit, language, currency, places)}")
    return unbroken(" – ".join(figure(end, unit, language, currency, decimals) for end in (low, high)))


def date(day: dt.date | None, language: str) -> str:
    if day is None:
        return NOTHING
    return unbroken(format_date(day, format="medium", locale=locale_of(language)))


def moment(at: dt.datetime | None, language: str) -> str:
    """To the minute."""
    if at is None:
        return NOTHING
    time = format_time(at, format="short", locale=locale_of(language))
    return f"{date(at, language)} {unbroken(time)}"


def period(asked: Period, language: str) -> str:
    """``Q4 2017`` is written as its months, since a fiscal quarter's name says nothing to a newcomer."""
    locale = locale_of(language)
    if whole_months(asked) == 1 and asked.start.day == 1:
        return unbroken(format_skeleton("yMMM", asked.start, locale=locale))
    return unbroken(format_interval(asked.start, asked.last_day, "yMMMd", locale=locale))
