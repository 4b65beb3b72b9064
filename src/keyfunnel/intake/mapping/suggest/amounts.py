"""Amounts by the words in their headers: "Gesch. Umsatz", "Ingresos reales", "Proposal value"."""

from functools import lru_cache

from keyfunnel.intake.mapping.suggest.headers import said_in
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary


def speaks_of(kind: str, profile: Profile) -> bool:
    """Whether its header is of what a deal was "expected" to bring, or of its "actual" amount: as a whole, or by a
    word for amounts beside one that says which."""
    known = vocabulary().amounts[kind]
    if {profile.header.text, profile.header.text.replace(" ", "")} & (
        known | {word.replace(" ", "") for word in known}
    ):
        return True
    which = vocabulary().amounts["realised"] if kind == "actual" else vocabulary().date_words["planned"]
    return is_amount(profile) and bool(said_in(profile.header.plain, which))


def is_amount(profile: Profile) -> bool:
    """Whether a word for amounts stands in its header, and none that makes it another's ("Weighted value")."""
    said = profile.header.plain
    return bool(said_in(said, _amount_words())) and not said_in(said, vocabulary().unlike)


@lru_cache(maxsize=1)
def _amount_words() -> frozenset[str]:
    """The headers of a deal's amount that are single words."""
    known = vocabulary().headers["deals"]
    return frozenset(
        header for header, columns in known.items() if " " not in header and any(c.column == "amount" for c in columns)
    )
