"""``{% figure value unit %}`` and its kin: numbers in the page's language and the workspace's currency."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from keyfunnel.model.calendar import Period, span
from keyfunnel.web import figures
from keyfunnel.web.decimals import decimals
from keyfunnel.web.language import language

register = template.Library()


@register.simple_tag(takes_context=True)
def figure(context: dict[str, Any], value: float | None, unit: str, decimals: int | None = None) -> str:
    return figures.figure(value, unit, language(), context["currency"], decimals)


@register.simple_tag(takes_context=True)
def decimals_of(context: dict[str, Any], rows: Iterable[Any], names: str, unit: str) -> int:
    """Of a column of ``unit`` that shows the fields ``names`` of ``rows``."""
    values = (getattr(row, name) for row in rows for name in names.split())
    return decimals(values, unit, context["currency"])


@register.simple_tag(takes_context=True)
def decimals_beside(context: dict[str, Any], unit: str, *values: Any) -> int:
    """Of ``values`` that are read beside each other."""
    known = [value for value in values if isinstance(value, (int, float))]  # a template gives "" for what isn't there
    return decimals(known, unit, context["currency"])


@register.simple_tag(takes_context=True)
def estimate(context: dict[str, Any], value: float | None, unit: str) -> str:
    return figures.estimate(value, unit, language(), context["currency"])


@register.simple_tag(takes_context=True)
def interval(
    context: dict[str, Any], low: float | None, high: float | None, unit: str, decimals: int | None = None
) -> str:
    return figures.interval(low, high, unit, language(), context["currency"], decimals)


@register.filter
def percent(value: float | None, digits: int = 0) -> str:
    return figures.percent(value, language(), digits)


@register.simple_tag
def share(part: float, whole: float) -> str:
    return figures.percent(part / whole if whole else None, language())


@register.filter
def count(value: float | None) -> str:
    return figures.figure(value, "count", language())


@register.filter
def days(value: float | None) -> str:
    return figures.figure(value, "days", language())


@register.filter
def day(value: dt.date | None) -> str:
    return figures.date(value, language())


@register.simple_tag
def days_between(first: dt.date, last: dt.date) -> str:
    """From the one to the other, both of them told."""
    return figures.period(span(first, last + dt.timedelta(days=1)), language())


@register.filter
def moment(value: dt.datetime | None) -> str:
    return figures.moment(value, language())


@register.filter
def period(value: Period) -> str:
    return figures.period(value, language())


@register.simple_tag
def cell(value: Any, decimals: int | None = None) -> str:
    """A raw cell of a table, by its type; empty where there is nothing. ``decimals`` are its column's."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dt.datetime):
        at_midnight = value.time() == dt.time()
        return figures.date(value.date(), language()) if at_midnight else figures.moment(value, language())
    if isinstance(value, dt.date):
        return figures.date(value, language())
    if isinstance(value, (int, float, Decimal)):
        return figures.number(float(value), language(), decimals)
    return str(value)
