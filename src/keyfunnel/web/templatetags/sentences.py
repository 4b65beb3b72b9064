"""``{% filter sentences %}``: sentences that follow one another on a page; ``{{ names|named }}``: names that do."""

import re
from collections.abc import Iterable

from django import template
from django.utils.translation import gettext

from keyfunnel.texts import joined
from keyfunnel.web.language import language

register = template.Library()

FULL_WIDTH_STOP = "。！？"  # has its space inside it


@register.filter(is_safe=True)
def sentences(text: str) -> str:
    """``text`` with a space between sentences, where the language has one."""
    return re.sub(rf"(?<=[{FULL_WIDTH_STOP}]) ", "", " ".join(text.split()))


@register.filter
def named(names: Iterable[str]) -> str:
    """One after the other, as the page's language has it."""
    return joined(names, language())


@register.filter
def in_brackets(text: str) -> str:
    """With those that the page's language has."""
    return gettext("({inside})").format(inside=text)
