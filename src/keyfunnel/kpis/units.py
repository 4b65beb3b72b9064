"""A KPI's value as a person says it."""

from keyfunnel.texts import N_, Message, Money

# Sentences by unit of a KPI; each is a whole so that a language may put the number where it belongs.
_SAID: dict[str, str] = {
    "count": N_("{value}"),
    "index": N_("{value}"),
    "ratio": N_("{value:percent}"),
    "money": N_("{value}"),
    "days": N_("{value:# day|# days}"),
    "hours": N_("{value:# hour|# hours}"),
    "minutes": N_("{value:# minute|# minutes}"),
}


# As exactly as the figures on a page: to a tenth.
DURATIONS = frozenset({"days", "hours", "minutes"})


def in_words(value: float, unit: str, currency: str) -> Message:
    """``0.631`` of unit ``ratio`` is "63.1 %". Raises KeyError for a unit that no KPI may have."""
    said = Money(value, currency) if unit == "money" else round(value, 1) if unit in DURATIONS else value
    return Message(f"value_in_{unit}", _SAID[unit], {"value": said})
