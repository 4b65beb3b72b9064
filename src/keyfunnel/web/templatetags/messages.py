"""The library's sentences and words in the page's language."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from keyfunnel.kpis.dimensions import TITLES
from keyfunnel.model.tables import TABLES
from keyfunnel.texts import Message, translate
from keyfunnel.web import figures
from keyfunnel.web.language import language
from keyfunnel.web.line_ends import in_lines

register = template.Library()

STAGES = ("stage", "after")  # fields of messages that name a funnel stage
DIMENSIONAL = ("dimension", "kind")  # fields that name a dimension
PLACES = {f"{table.name}.{column.name}": column.meaning for table in TABLES for column in table.columns}


@register.filter
def words(text: str) -> str:
    """A library's own words (a KPI's title, a stage's name) in the page's language."""
    return translate(text, language())


@register.filter
def said(message: Message | None) -> str:
    """A library's message in the page's language, and so is what it names."""
    if message is None:
        return ""
    return in_lines(_shown(message).render(language()))


def _shown(message: Message) -> Message:
    return replace(message, params={name: _param(name, value) for name, value in message.params.items()})


def _param(name: str, value: Any) -> Any:
    """Default stages, dimensions, formats and columns of the model in the page's language, and days so written that no
    line ends within one; in messages inside messages too."""
    match value:
        case Message():
            return _shown(value)
        case dt.date():
            return figures.date(value, language())
        case str():
            return _word(name, value)
    return value


def _word(name: str, value: str) -> str:
    if name in DIMENSIONAL and (dimension := value.replace(" ", "_")) in TITLES:
        return words(TITLES[dimension]).lower()
    if meaning := PLACES.get(value):
        return gettext("{meaning} ({place})").format(meaning=words(meaning), place=value)
    if name == "format":
        from keyfunnel.web.shown.format_words import in_words  # of files, which most pages have nothing to do with

        return in_words(value)
    if name == "encoding":
        from keyfunnel.web.shown.encodings import encoding_name

        return encoding_name(value)
    return Quoted(words(value) if name in STAGES else value)


class Quoted(str):
    """A word that a sentence puts in quotes (``{word!r}``), in those of the page's language."""

    def __repr__(self) -> str:
        return f"„{self}”" if language() == "hu" else f"“{self}”"


@register.filter
def marked(text: str) -> SafeString:
    """What stands in backticks set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return format_html("{}", text)
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", p) if i % 2 else p,) for i, p in enumerate(parts))
    )
