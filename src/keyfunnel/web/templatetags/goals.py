"""``{% aim key_result %}``: what a key result is to reach, by its kind; and its values beside it."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keyfunnel.okr.models.choices import BY_PERIOD, Kind
from keyfunnel.web import figures
from keyfunnel.web.decimals import decimals
from keyfunnel.web.language import language
from keyfunnel.web.line_ends import unbroken

register = template.Library()

EVERY = {
    "day": gettext_lazy("{target} a day"),
    "week": gettext_lazy("{target} a week"),
    "month": gettext_lazy("{target} a month"),
    "quarter": gettext_lazy("{target} a quarter"),
    "year": gettext_lazy("{target} a year"),
}

NEWEST = {
    "day": gettext_lazy("on the newest day"),
    "week": gettext_lazy("in the newest week"),
    "month": gettext_lazy("in the newest month"),
    "quarter": gettext_lazy("in the newest quarter"),
    "year": gettext_lazy("in the newest year"),
}


class Aimed(Protocol):
    kind: str
    unit: str
    target: float | None
    target_low: float | None
    target_high: float | None
    every: str

    @property
    def values(self) -> Sequence[float]: ...


@register.simple_tag(takes_context=True)
def goal_figure(context: dict[str, Any], key_result: Aimed, value: float | None) -> str:
    """One of a key result's values, written as all that stand on its line are."""
    unit, currency, beside = key_result.unit, context["currency"], key_result.values
    return figures.short_figure(value, unit, language(), currency, beside, decimals(beside, unit, currency))


@register.simple_tag(takes_context=True)
def aim(context: dict[str, Any], key_result: Aimed, exactly: bool = False) -> str:
    def written(value: float | None) -> str:
        if exactly:
            return figures.figure(value, key_result.unit, language(), context["currency"])
        return goal_figure(context, key_result, value)

    low, high = key_result.target_low, key_result.target_high
    if key_result.kind == Kind.RECURRING and key_result.every in EVERY:
        return str(EVERY[key_result.every]).format(target=written(key_result.target))
    if key_result.kind != Kind.KEEP:
        return written(key_result.target)
    if low is None:
        return _("at most {limit}").format(limit=written(high))
    if high is None:
        return _("at least {limit}").format(limit=written(low))
    return unbroken(f"{written(low)} – {written(high)}")


@register.simple_tag
def newest_of(key_result: Aimed) -> str:
    """Which of its periods the current value of a key result that is judged by period is of; ``""`` for other kinds."""
    return str(NEWEST.get(key_result.every, "")) if key_result.kind in BY_PERIOD else ""
