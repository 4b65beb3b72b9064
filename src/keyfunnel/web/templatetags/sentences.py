"""``{% filter sentences %}``: sentences that follow one another on a page."""

import re

from django import template

register = template.Library()

FULL_WIDTH_STOP = "。！？"  # has its space inside it


@register.filter(is_safe=True)
def sentences(text: str) -> str:
    """``text`` with a space between sentences, where the language has one."""
    return re.sub(rf"(?<=[{FULL_WIDTH_STOP}]) ", "", " ".join(text.split()))
