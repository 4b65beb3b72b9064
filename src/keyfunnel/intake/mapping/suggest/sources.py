"""Where deals came from, told by the words in a column: "Webinar", "Ajánlás", "展会"."""

from collections.abc import Sequence

from keyfunnel.intake.mapping.suggest.headers import words
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Type

_SCORE = 0.6
# So much of what stands there must be known for where people come from, and more than one of it.
_SHARE, _FEW = 0.5, 2


def by_sources(missing: Sequence[str], profiles: Sequence[Profile]) -> dict[str, tuple[Profile, Match]]:
    """For ``source``, where it is ``missing``, the one of ``profiles`` most of whose words are known sources."""
    if "source" not in missing:
        return {}
    known = vocabulary().sources
    shares = {
        profile: sum(words(value) in known for value in profile.values) / len(profile.values)
        for profile in profiles
        if profile.type is Type.TEXT and len(profile.values) >= _FEW
    }
    best = max(shares, key=lambda one: shares[one], default=None)
    if best is None or shares[best] < _SHARE:
        return {}
    return {"source": (best, Match(_SCORE, best.header.text, "sources"))}
