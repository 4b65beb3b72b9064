"""What was noticed in a file is kept with its edition or upload, and told in any language later."""

import json

from keyfunnel.intake.finding import Finding
from keyfunnel.texts import Message

WHY = Message(
    "settled_by_locale",
    "the cells fit more than one format; the workspace's locale {locale} settled it",
    {"locale": "en"},
)
READ_AS = Message(
    "format_assumed",
    "{column} is read as {format}: {why}",
    {"column": "Datum", "format": "m/d/y", "why": WHY},
)


def test_a_reason_within_a_finding_is_told_in_the_language_of_the_reader() -> None:
    kept = json.loads(json.dumps(Finding("format_assumed", "Datum", 6, READ_AS).as_document()))
    told = Finding.from_document(kept).message.render("hu")
    assert told.startswith("Datum olvasási formája: m/d/y")
    assert "a cellák többféle formátumra is illenek; a munkaterület területi beállítása döntött: en" in told


def test_a_finding_kept_by_an_earlier_version_is_still_told() -> None:
    """Its reason was kept as the English sentence."""
    kept = {**Finding("format_assumed", "Datum", 6, READ_AS).as_document()}
    kept["params"] = {"column": "Datum", "format": "m/d/y", "why": str(WHY)}
    assert str(WHY) in Finding.from_document(kept).message.render("hu")
