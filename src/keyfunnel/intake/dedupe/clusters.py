"""Pairs gathered into those who are one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from keyfunnel.intake.dedupe.matching import Pair


@dataclass(frozen=True)
class Cluster:
    """``members`` are positions of records, ascending; ``probability`` is that of the weakest pair that was needed."""

    members: tuple[int, ...]
    probability: float
    pairs: tuple[Pair, ...]


def gather(pairs: Sequence[Pair], apart: Collection[frozenset[int]] = ()) -> list[Cluster]:
    """Clusters of what ``pairs`` connect, likeliest first. Records in ``apart`` never come into the same one: the
    likeliest pairs are joined first, and one that would bring such two together is left out."""
    group: dict[int, set[int]] = {}
    weakest: dict[int, float] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.probability, pair.left, pair.right)):
        one = group.setdefault(pair.left, {pair.left})
        other = group.setdefault(pair.right, {pair.right})
        if one is other or any(one & two and other & two and len(two & (one | other)) > 1 for two in apart):
            continue
        one |= other
        for member in other:
            group[member] = one
        for member in one:
            weakest[member] = pair.probability
    within: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if group[pair.left] is group[pair.right]:
            within[min(group[pair.left])].append(pair)
    found = [
        Cluster(tuple(sorted(group[first])), weakest[first], tuple(joined)) for first, joined in sorted(within.items())
    ]
    return sorted(found, key=lambda cluster: (-cluster.probability, cluster.members))
