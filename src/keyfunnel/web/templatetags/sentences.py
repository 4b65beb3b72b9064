"""``{% filter sentences %}``: sentences that follow one another on a page; ``{{ names|named }}``: names that do."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from keyfunnel.texts import joined
from keyfunnel.web.figures import NOTHING
from keyfunnel.web.language import language

register = template.Library()

SPACED_ITSELF = re.compile("(?<=[。！？；：）]) | (?=（)")  # signs of full width have their space inside them
JOINTS = re.compile(r"(?<=\w)(?=[@.]\w)|(?<=[/_])(?=\w)")
DOT = re.compile(r"[ \n]+·[ \n]+")


@register.filter(is_safe=True)
def sentences(text: str) -> str:
    """``text`` with a space between sentences, where the language has one; within dates no line ends."""
    return SPACED_ITSELF.sub("", re.sub(r"[ \n]+", " ", text).strip(" "))


@register.filter
def breakable(value: str | None) -> SafeString:
    """An address of mail or web, or a key, may go on in a new line at its joints."""
    first, *others = JOINTS.split(NOTHING if value is None else value)
    return format_html("{}{}", first, format_html_join("", "<wbr>{}", ((part,) for part in others)))


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
