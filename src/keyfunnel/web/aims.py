"""What a key result aims at in words, by its kind: ``$40,000``, ``7 a week``, ``at most 5.0%``."""

from collections.abc import Callable
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keyfunnel.okr.models.choices import Kind

EVERY = {
    "day": gettext_lazy("{target} a day"),
    "week": gettext_lazy("{target} a week"),
    "month": gettext_lazy("{target} a month"),
    "quarter": gettext_lazy("{target} a quarter"),
    "year": gettext_lazy("{target} a year"),
}


class Aiming(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def every(self) -> str: ...
    @property
    def target(self) -> float | None: ...
    @property
    def target_low(self) -> float | None: ...
    @property
    def target_high(self) -> float | None: ...


def limits(key_result: Aiming, written: Callable[[float], str]) -> list[tuple[float, str]]:
    """Each value that it aims at, and that in words: two of what is to be kept between them."""
    if key_result.kind == Kind.KEEP:
        ends = ((key_result.target_low, _("at least {limit}")), (key_result.target_high, _("at most {limit}")))
        return [(end, said.format(limit=written(end))) for end, said in ends if end is not None]
    if key_result.target is None:
        return []
    said = written(key_result.target)
    if key_result.kind == Kind.RECURRING and key_result.every in EVERY:
        said = str(EVERY[key_result.every]).format(target=said)
    return [(key_result.target, said)]
