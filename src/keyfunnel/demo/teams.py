"""How the company's people are divided: regions and the customer team below the whole, smaller teams below large."""

from collections.abc import Iterator
from dataclasses import dataclass

from keyfunnel.demo.market import REGIONS

WHOLE = "Sales"
CUSTOMER_TEAM = "Customer Success"
# One who leads has about so many below; a team becomes several only when it is well beyond that.
SPAN = 12
_LARGE = 30


@dataclass(frozen=True)
class Team:
    """``reps`` are those in it themselves, none where it has teams below. ``branch`` counts regions, then customers."""

    name: str
    parent: str | None
    branch: int
    reps: int


def divide(selling: list[int], serving: int) -> list[Team]:
    """Teams for so many reps in each region and with customers: the branches first, the whole last."""
    sizes = [*zip([region.name for region in REGIONS], selling, strict=True), (CUSTOMER_TEAM, serving)]
    branches = [list(_divided(name, WHOLE, branch, size)) for branch, (name, size) in enumerate(sizes)]
    below = [team for teams in branches for team in teams[1:]]
    return [*(teams[0] for teams in branches), *below, Team(WHOLE, None, len(branches), 0)]


def _divided(name: str, parent: str, branch: int, size: int) -> Iterator[Team]:
    """The team, and those below it: "Europe" has "Europe 1", and that has "Europe 1.1"."""
    if size <= _LARGE:
        yield Team(name, parent, branch, size)
        return
    yield Team(name, parent, branch, 0)
    parts = min(-(-size // SPAN), SPAN)
    for part in range(parts):
        below = f"{name}{' ' if parent == WHOLE else '.'}{part + 1}"
        yield from _divided(below, name, branch, size * (part + 1) // parts - size * part // parts)
