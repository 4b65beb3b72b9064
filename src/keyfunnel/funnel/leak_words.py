"""The leak in a sentence: no rep is named, only where their upper quartile lies."""

from collections.abc import Mapping
from typing import Any

from keyfunnel.texts import N_, Message, Money

_MONEY = {
    "owner": N_(
        "{rate:percent} of {n} go on from {after} to {stage}; at the upper quartile of reps it is {best:percent}. "
        "If the others did as well, it would bring {value} ({low} to {high})."
    ),
    "source": N_(
        "{rate:percent} of {n} go on from {after} to {stage}; at the upper quartile of sources it is {best:percent}. "
        "If the others did as well, it would bring {value} ({low} to {high})."
    ),
    "period": N_(
        "{rate:percent} of {n} go on from {after} to {stage}; at the upper quartile of past periods it was "
        "{best:percent}. If the others did as well, it would bring {value} ({low} to {high})."
    ),
}

_DEALS = {
    "owner": N_(
        "{rate:percent} of {n} go on from {after} to {stage}; at the upper quartile of reps it is {best:percent}. "
        "If the others did as well, {value} more would be won ({low} to {high})."
    ),
    "source": N_(
        "{rate:percent} of {n} go on from {after} to {stage}; at the upper quartile of sources it is {best:percent}. "
        "If the others did as well, {value} more would be won ({low} to {high})."
    ),
    "period": N_(
        "{rate:percent} of {n} go on from {after} to {stage}; at the upper quartile of past periods it was "
        "{best:percent}. If the others did as well, {value} more would be won ({low} to {high})."
    ),
}


def said(leak: Mapping[str, Any], currency: str) -> Message:
    """``leak`` has the fields of :class:`keyfunnel.funnel.result.Leak`."""
    sentences = _MONEY if leak["unit"] == "money" else _DEALS
    names = ("stage", "after", "n", "rate", "best")
    params = {name: leak[name] for name in names}
    for name in ("value", "low", "high"):
        rounded = round(leak[name])
        params[name] = Money(rounded, currency) if leak["unit"] == "money" else rounded
    return Message("leak", sentences[leak["dimension"]], params)
