"""A sentence with named values, rendered late and in any language."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from keyfunnel.texts.catalogue import translate
from keyfunnel.texts.money import Money


@dataclass(frozen=True)
class Message:
    """``code`` for machines; ``text`` (English, with ``{fields}``) and ``params`` for people.

    Fields are written by type: numbers grouped, dates spelt and money signed by the locale; ``{rate:percent}``
    writes a share as a percentage with up to one decimal. Text goes in as it is, ``{word!r}`` in quotes; a message
    inside is rendered too.
    """

    code: str
    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def render(self, language: str = "en") -> str:
        return _Localised(language).vformat(translate(self.text, language), (), self.params)

    def __str__(self) -> str:
        return self.render()


class _Localised(Formatter):
    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language, sep="-")

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, Message):
            return value.render(self.language)
        if isinstance(value, (int, float, Decimal)):
            if format_spec == "percent":
                return format_percent(value, format="#,##0.#%", locale=self.locale)
            return format_decimal(value, format=format_spec or "#,##0.##", locale=self.locale)
        if isinstance(value, Money):
            return value.written(self.locale)
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, dt.date):
            return format_date(value, format="medium", locale=self.locale)
        return str(value)
