"""A sheet's column taken for one of the model's."""

from dataclasses import dataclass

from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match


@dataclass(frozen=True)
class Assigned:
    """A sheet's column taken for a column of the model. ``score`` is how sure that is, up to 1."""

    profile: Profile
    match: Match
    score: float
