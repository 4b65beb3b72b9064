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
    "months": N_("{value:# month|# months}"),
}


# As exactly as the figures on a page.
DECIMALS = {"days": 1, "hours": 1, "minutes": 1, "months": 2}


def in_words(value: float, unit: str, currency: str) -> Message:
    """``0.631`` of unit ``ratio`` is "63.1 %". Raises KeyError for a unit that no KPI may have."""
    said = Money(value, currency) if unit == "money" else round(value, DECIMALS[unit]) if unit in DECIMALS else value
    return Message(f"value_in_{unit}", _SAID[unit], {"value": said})
