"""A sentence kept today is spelt in each reader's language later, whatever stands within it."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

from keyfunnel.texts import Message
from keyfunnel.texts.money import Money
from keyfunnel.texts.packed import packed, unpacked

WHY = Message(
    "settled_by_locale",
    "the cells fit more than one format; the workspace's locale {locale} settled it",
    {"locale": "hu"},
)
TOLD = Message(
    "told",
    "{day} {sum} {share:percent} {size} {path} {why}",
    {
        "day": dt.date(2024, 3, 5),
        "sum": Money(-20, "EUR"),
        "share": 0.123,
        "size": Decimal("1234.5"),
        "path": Path("deals.csv"),
        "why": WHY,
    },
)


def test_it_says_the_same_in_every_language() -> None:
    kept = unpacked(json.loads(json.dumps(packed(TOLD))))
    for language in ("en", "th", "zh-hans", "hu"):
        assert kept.render(language) == TOLD.render(language)
    assert "dönt" in kept.render("hu")
    assert "1\xa0234,5" in kept.render("hu")
