"""``{% change value unit %}``: a difference with its sign; shares change by points."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keyfunnel.texts.minus import MINUS
from keyfunnel.web import figures
from keyfunnel.web.language import language

if TYPE_CHECKING:  # every page loads this, and the first one waits for no engine
    from keyfunnel.kpis.kpi import KPI

register = template.Library()

EFFECTS = {
    "volume": _("How many"),
    "mix": _("Mix"),
    "rate": _("Own rate"),
    "value": _("Value of each"),
    "volume, mix": _("How many, and mix"),
}
OF_ALL = {
    "volume": _("Due to how many there were"),
    "mix": _("Due to mix"),
    "rate": _("Due to own rates"),
    "value": _("Due to the value of each"),
}
PARTS = {"numerator": _("numerator"), "denominator": _("denominator"), "mean": _("mean"), "target": _("target")}


@register.simple_tag(takes_context=True)
def change(context: dict[str, Any], value: float | None, unit: str, decimals: int | None = None) -> str:
    said = change_in_column(context, value, unit, decimals)
    return gettext("{n} points").format(n=said) if unit == "ratio" and value is not None else said


@register.simple_tag(takes_context=True)
def change_in_column(context: dict[str, Any], value: float | None, unit: str, decimals: int | None = None) -> str:
    """The same where the column's head says that it is points; with just so many ``decimals``."""
    if value is None:
        return figures.NOTHING
    if unit == "ratio" and decimals is not None:
        return figures.points(value, decimals, language())
    most = figures.tenths(unit) if unit in figures.DURATIONS else 2
    size = round(abs(100 * value if unit == "ratio" else value), most if decimals is None else decimals)
    # an effect of so many thousand needs no cents
    written = round(size) if size >= 1000 and decimals is None else size
    said = figures.figure(written, "index" if unit == "ratio" else unit, language(), context["currency"], decimals)
    return said if written == 0 else f"{'+' if value > 0 else MINUS}{said}"


@register.simple_tag
def effect_name(code: str, beside: Sequence[str] = ()) -> str:
    """What of the change it is, among those ``beside`` it: where each group's own value is told apart and their mix
    isn't, their number holds it."""
    holds_mix = code == "volume" and "value" in beside and "mix" not in beside
    return str(EFFECTS["volume, mix" if holds_mix else code])


@register.simple_tag
def effect_of_all(code: str) -> str:
    """What the whole change is due to."""
    return str(OF_ALL[code])


@register.simple_tag(takes_context=True)
def numerator(context: dict[str, Any], value: float, kpi: "KPI") -> str:
    """Of a fraction, in what it is counted in."""
    return figures.figure(value / kpi.times, kpi.units_of_parts[0], language(), context["currency"])


@register.simple_tag(takes_context=True)
def denominator(context: dict[str, Any], value: float, kpi: "KPI") -> str:
    return figures.figure(value, kpi.units_of_parts[1], language(), context["currency"])


@register.simple_tag
def part_name(code: str) -> str:
    """Which part of a KPI a formula reads."""
    return str(PARTS[code])
