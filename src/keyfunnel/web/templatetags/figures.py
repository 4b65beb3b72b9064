"""``{% figure value unit %}`` and its kin: numbers in the page's language and the workspace's currency."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keyfunnel.model.calendar import Period, span
from keyfunnel.model.tables import TABLES
from keyfunnel.texts import Message, translate
from keyfunnel.web import figures
from keyfunnel.web.decimals import decimals
from keyfunnel.web.language import language
from keyfunnel.web.line_ends import in_lines
from keyfunnel.web.templatetags.names import DIMENSIONS

register = template.Library()

STAGES = ("stage", "after")  # fields of messages that name a funnel stage
PLACES = {f"{table.name}.{column.name}": column.meaning for table in TABLES for column in table.columns}
DIMENSIONAL = ("dimension", "kind")  # fields that name a dimension


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


@register.filter
def said(message: Message | None) -> str:
    """A library's message in the page's language, and so are the default stages that it names."""
    if message is None:
        return ""
    return in_lines(replace(message, params=_shown(message.params)).render(language()))


class Quoted(str):
    """A word that a sentence puts in quotes (``{word!r}``), in those of the page's language."""

    def __repr__(self) -> str:
        return f"„{self}”" if language() == "hu" else f"“{self}”"


def _shown(params: Mapping[str, Any]) -> dict[str, Any]:
    """Default stages, dimensions, formats and columns of the model in the page's language, and days so written that no
    line ends within one; in messages inside messages too."""

    def shown(name: str, value: Any) -> Any:
        if isinstance(value, Message):
            return replace(value, params=_shown(value.params))
        if isinstance(value, dt.date):
            return figures.date(value, language())
        if name in DIMENSIONAL and (dimension := str(value).replace(" ", "_")) in DIMENSIONS:
            return str(DIMENSIONS[dimension]).lower()
        if (meaning := PLACES.get(value) if isinstance(value, str) else None) is not None:
            return gettext("{meaning} ({place})").format(meaning=translate(meaning, language()), place=value)
        if name in STAGES and isinstance(value, str):
            return Quoted(translate(value, language()))
        if name == "format" and isinstance(value, str):
            from keyfunnel.web.shown.format_words import in_words  # of files, which most pages have nothing to do with

            return in_words(value)
        if name == "encoding" and isinstance(value, str):
            from keyfunnel.web.shown.encodings import encoding_name

            return encoding_name(value)
        return Quoted(value) if isinstance(value, str) else value

    return {name: shown(name, value) for name, value in params.items()}


@register.filter
def marked(text: str) -> SafeString:
    """What stands in backticks set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return format_html("{}", text)
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", p) if i % 2 else p,) for i, p in enumerate(parts))
    )


@register.filter
def words(text: str) -> str:
    """A library's own words (a KPI's title, a stage's name) in the page's language."""
    return translate(text, language())


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
