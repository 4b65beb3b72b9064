"""``{% filter sentences %}``: sentences that follow one another on a page; ``{{ names|named }}``: names that do."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from keyfunnel.texts import joined
from keyfunnel.web.language import language

register = template.Library()

SPACED_ITSELF = re.compile("(?<=[。！？；：）]) | (?=（)")  # signs of full width have their space inside them
DOT = re.compile(r"[ \n]+·[ \n]+")


@register.filter(is_safe=True)
def sentences(text: str) -> str:
    """``text`` with a space between sentences, where the language has one; within dates no line ends."""
    return SPACED_ITSELF.sub("", re.sub(r"[ \n]+", " ", text).strip(" "))


@register.filter
def breakable(code: str) -> SafeString:
    """A name made of words, between which a line may end."""
    return format_html_join(SafeString("_<wbr>"), "{}", ((word,) for word in code.split("_")))


@register.filter
def dotted(text: str) -> SafeString:
    """Each of its parts, between which are dots, as what a line ends before rather than within; none begins with a
    dot."""
    *parts, last = (SafeString(part) for part in DOT.split(conditional_escape(text).strip()))
    shown = format_html_join("", '<span class="part">{}\N{NO-BREAK SPACE}·</span> ', ((part,) for part in parts))
    return format_html('{}<span class="part">{}</span>', shown, last)


@register.filter
def named(names: Iterable[str]) -> str:
    """One after the other, as the page's language has it."""
    return joined(names, language())


@register.filter
def in_brackets(text: str) -> str:
    """With those that the page's language has."""
    return gettext("({inside})").format(inside=text)
