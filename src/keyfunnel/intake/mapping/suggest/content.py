"""What only deals have in them, whatever their columns are called."""

from collections.abc import Sequence

from keyfunnel.intake.mapping.suggest.dates import holds_dates, may_count_dates
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.standing import flag, tells_outcomes
from keyfunnel.model.table import Type

# Amounts of deals are hardly ever the same.
_DIFFERENT = 0.5


def tells_deals(profiles: Sequence[Profile]) -> bool:
    """Whether nothing but deals has such content, whatever the headers are: a word in each row for how it stands, some
    of them won and some lost (or ticks for both), amounts of money, and dates."""
    told = any(map(tells_outcomes, profiles)) or ticked_off(profiles)
    money = any(p.signs or may_be_amount(p) for p in profiles if p.column.reading(Type.NUMBER))
    return told and money and any(map(holds_dates, profiles))


def ticked_off(profiles: Sequence[Profile]) -> bool:
    """Whether deals that were won are ticked off in one column, and those lost in another."""
    won, lost = flag("won", profiles), flag("lost", profiles)
    return won is not None and lost is not None and won is not lost


def may_be_amount(profile: Profile) -> bool:
    """Whether its numbers have cents and most are different, as neither keys, counts nor percentages are."""
    number = profile.column.reading(Type.NUMBER)
    cents = profile.type is Type.NUMBER and number is not None and "%" not in number.format
    return cents and profile.uniqueness > _DIFFERENT and not may_count_dates(profile)
