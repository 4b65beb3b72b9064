"""Number and date conventions for charts, as d3 wants them, from CLDR by Babel."""

from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

from keyfunnel.web.charts.times import d3_format
from keyfunnel.web.figures import locale_of


@lru_cache(maxsize=64)
def chart_locale(language: str, currency: str) -> dict[str, Any]:
    """vega-embed's ``formatLocale`` and ``timeFormatLocale``."""
    locale = locale_of(language)
    return {"formatLocale": _numbers(locale, currency), "timeFormatLocale": _times(locale, language)}


def _numbers(locale: Locale, currency: str) -> dict[str, Any]:
    symbol = get_currency_symbol(currency, locale)
    behind = locale.currency_formats["standard"].pattern.strip().endswith("¤")
    return {
        "decimal": get_decimal_symbol(locale),
        "thousands": get_group_symbol(locale),
        "grouping": [3],
        "currency": ["", f"\N{NO-BREAK SPACE}{symbol}"] if behind else [symbol, ""],
        "percent": "%",
    }


def _times(locale: Locale, language: str) -> dict[str, Any]:
    """d3 weeks begin on Sunday, Babel's day 6."""
    order = [6, 0, 1, 2, 3, 4, 5]
    return {
        "dateTime": "%x %X",
        "date": d3_format("yMMMd", language),
        "time": "%H:%M",
        "periods": [locale.day_periods["format"]["wide"].get(part, part) for part in ("am", "pm")],
        "days": [get_day_names("wide", locale=locale)[i] for i in order],
        "shortDays": [get_day_names("abbreviated", locale=locale)[i] for i in order],
        "months": [get_month_names("wide", locale=locale)[i] for i in range(1, 13)],
        "shortMonths": [get_month_names("abbreviated", locale=locale)[i] for i in range(1, 13)],
    }
