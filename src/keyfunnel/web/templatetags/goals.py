"""``{% aim key_result %}``: what a key result is to reach, by its kind; and its values beside it."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import template
from django.utils.translation import gettext, gettext_lazy

from keyfunnel.okr.models.choices import BY_PERIOD
from keyfunnel.web import figures
from keyfunnel.web.aims import Aiming, limits
from keyfunnel.web.decimals import decimals
from keyfunnel.web.language import language
from keyfunnel.web.line_ends import unbroken

register = template.Library()

NEWEST = {
    "day": gettext_lazy("on the newest day"),
    "week": gettext_lazy("in the newest week"),
    "month": gettext_lazy("in the newest month"),
    "quarter": gettext_lazy("in the newest quarter"),
    "year": gettext_lazy("in the newest year"),
}


class Aimed(Aiming, Protocol):
    @property
    def unit(self) -> str: ...
    @property
    def values(self) -> Sequence[float]: ...
    @property
    def running(self) -> bool: ...


@register.simple_tag(takes_context=True)
def goal_figure(context: dict[str, Any], key_result: Aimed, value: float | None) -> str:
    """One of a key result's values, written as all that stand on its line are."""
    unit, currency, beside = key_result.unit, context["currency"], key_result.values
    return figures.short_figure(value, unit, language(), currency, beside, decimals(beside, unit, currency))


@register.simple_tag(takes_context=True)
def aim(context: dict[str, Any], key_result: Aimed, exactly: bool = False) -> str:
    def written(value: float) -> str:
        return _exact(context, key_result, value) if exactly else goal_figure(context, key_result, value)

    low, high = key_result.target_low, key_result.target_high
    if low is not None and high is not None:
        return unbroken(f"{written(low)} – {written(high)}")
    return next((said for _, said in limits(key_result, written)), figures.NOTHING)


@register.simple_tag(takes_context=True)
def limits_of(context: dict[str, Any], key_result: Aimed) -> list[str]:
    """What lines across its chart stand for, in words."""
    return [said for _, said in limits(key_result, lambda value: _exact(context, key_result, value))]


def _exact(context: dict[str, Any], key_result: Aimed, value: float) -> str:
    return figures.figure(value, key_result.unit, language(), context["currency"])


@register.simple_tag
def newest_of(key_result: Aimed, briefly: bool = False) -> str:
    """Which of its periods the current value of a key result that is judged by period is of, and unless ``briefly``
    whether that is still running; ``""`` for other kinds."""
    if key_result.kind not in BY_PERIOD:
        return ""
    newest = str(NEWEST.get(key_result.every, ""))
    return gettext("{newest}, not over yet").format(newest=newest) if key_result.running and not briefly else newest
