"""Messages as JSON, so that a sentence kept today is still spelt in each reader's language later."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from keyfunnel.texts.message import Message
from keyfunnel.texts.money import Money

DATE = "__date__"
MONEY = "__money__"
MESSAGE = "__message__"


def packed(message: Message) -> dict[str, Any]:
    """Dates, amounts and messages within are marked, and what else is neither number nor text is told as text. The
    time of a moment, which no sentence tells, is lost."""
    params = {name: _packed(value) for name, value in message.params.items()}
    return {"code": message.code, "text": message.text, "params": params}


def unpacked(document: Mapping[str, Any]) -> Message:
    params = {name: _unpacked(value) for name, value in document["params"].items()}
    return Message(document["code"], document["text"], params)


def _packed(value: Any) -> Any:
    if isinstance(value, dt.date):
        return {DATE: value.isoformat()}
    if isinstance(value, Money):
        return {MONEY: [value.amount, value.currency]}
    if isinstance(value, Message):
        return {MESSAGE: packed(value)}
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, (int, float, str)) else str(value)


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if MONEY in value:
        return Money(*value[MONEY])
    return unpacked(value[MESSAGE]) if MESSAGE in value else dt.date.fromisoformat(value[DATE][:10])
