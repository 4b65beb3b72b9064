"""``{% change value unit %}``: a difference with its sign; shares change by points."""

from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keyfunnel.web import figures
from keyfunnel.web.language import language

register = template.Library()

EFFECTS = {
    "volume": _("How many"),
    "mix": _("Mix"),
    "rate": _("Own rate"),
    "value": _("Value of each"),
}
MINUS = "\N{MINUS SIGN}"


@register.simple_tag(takes_context=True)
def change(context: dict[str, Any], value: float | None, unit: str) -> str:
    if value is None:
        return figures.NOTHING
    size = abs(value)
    if unit == "ratio":
        said = gettext("{n} points").format(n=figures.number(100 * size, language()))
    else:
        # an effect of so many thousand needs no cents
        said = figures.figure(round(size) if size >= 1000 else round(size, 2), unit, language(), context["currency"])
    nothing = round(100 * size if unit == "ratio" else size, 2) == 0
    return said if nothing else f"{'+' if value > 0 else MINUS}{said}"


@register.simple_tag
def effect_name(code: str) -> str:
    return str(EFFECTS[code])
