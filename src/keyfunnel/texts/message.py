"""A sentence with named values, rendered late and in any language."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from keyfunnel.texts.catalogue import translate
from keyfunnel.texts.minus import with_minus
from keyfunnel.texts.money import Money


@dataclass(frozen=True)
class Message:
    """``code`` for machines; ``text`` (English, with ``{fields}``) and ``params`` for people.

    Fields are written by type: numbers grouped, dates spelt and money signed by the locale; ``{rate:percent}``
    writes a share as a percentage, all of a sentence with one decimal or, where all are whole, none, and
    ``{n:# row|# rows}`` what suits the number, which stands for ``#``: the forms are those the language has (CLDR),
    in its order from one to other. Text goes in as it is, ``{word!r}`` in quotes; a message inside is rendered too.
    A value that ends with a full stop (``2017. dec. 31.``) ends the sentence with it.
    """

    code: str
    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def render(self, language: str = "en") -> str:
        text = translate(self.text, language)
        counted_in = "en" if text == self.text else language
        return _Localised(language, counted_in, self._decimals(text)).vformat(text, (), self.params)

    def _decimals(self, text: str) -> int:
        """Of its percentages, which are read beside each other."""
        shares = (self.params.get(name or "") for _, name, spec, _ in Formatter().parse(text) if spec == PERCENT)
        return int(any(isinstance(one, (int, float, Decimal)) and _has_tenths(100 * one) for one in shares))

    def __str__(self) -> str:
        return self.render()


PERCENT = "percent"


def _has_tenths(number: float | Decimal) -> bool:
    return round(number, 1) != round(number)


# Between the forms that suit one and other numbers, and where the number stands in them.
_OR, _NUMBER = "|", "#"
_IN_ORDER = ("zero", "one", "two", "few", "many", "other")


class _Localised(Formatter):
    """``counted_in`` is the language that the sentence itself is in: English where it isn't translated; ``decimals``
    are those of percentages."""

    def __init__(self, language: str, counted_in: str, decimals: int) -> None:
        self.percent = "#,##0.0%" if decimals else "#,##0%"
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self.plural_of = Locale.parse(counted_in, sep="-").plural_form
        self.stopped = False

    def parse(self, format_string: Any) -> Iterator[Any]:
        """Its parts one by one as they are rendered, so that each knows how the value before it ended."""
        for literal, *rest in super().parse(format_string):
            closes = self.stopped and literal.startswith(".") and not literal.startswith("..")
            self.stopped = False
            yield (literal[1:] if closes else literal, *rest)

    def format_field(self, value: Any, format_spec: str) -> str:
        written = self._written(value, format_spec)
        self.stopped = written.endswith(".")
        return written

    def _written(self, value: Any, format_spec: str) -> str:
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, Message):
            return value.render(self.language)
        if isinstance(value, (int, float, Decimal)):
            if _OR in format_spec:
                return self._suiting(value, format_spec.split(_OR))
            if format_spec == PERCENT:
                return with_minus(format_percent(value, format=self.percent, locale=self.locale))
            return with_minus(format_decimal(value, format=format_spec or "#,##0.##", locale=self.locale))
        if isinstance(value, Money):
            return value.written(self.locale)
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, dt.date):
            return format_date(value, format="medium", locale=self.locale)
        return str(value)

    def _suiting(self, number: float | Decimal, forms: Sequence[str]) -> str:
        """The form for ``number``; the last where there are fewer forms than the language has."""
        kinds = [kind for kind in _IN_ORDER if kind in {*self.plural_of.tags, "other"}]
        place = min(kinds.index(self.plural_of(number)), len(forms) - 1)
        return forms[place].replace(_NUMBER, self._written(number, ""))
