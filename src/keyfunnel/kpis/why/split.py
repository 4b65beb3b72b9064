"""A change by one dimension: each group's part in it."""

from collections.abc import Sequence
from math import fsum

import numpy as np

from keyfunnel.kpis.why.explained import Effects, Part, Split
from keyfunnel.kpis.why.forms import Form, Moves, moves, own_value, size
from keyfunnel.kpis.why.groups import Figures, Groups
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.decomposition import concentration
from keyfunnel.texts import N_, Message

RANKED = Message(
    "no_parts_of_a_median",
    N_(
        "The median of all isn't made of its groups' medians, so no part of its change belongs to one of them: "
        "they stand side by side."
    ),
)
OVERLAPPING = Message(
    "parts_do_not_add_up",
    N_(
        "What these groups count doesn't add up to the total, so no part of its change belongs to one of them: "
        "they stand side by side."
    ),
)


def split(form: Form, dimension: str, groups: Groups, before: Figures, now: Figures, most: int) -> Split:
    """The change from ``before`` to ``now`` (each of one total) over the groups of ``dimension``; ``most`` of them are
    shown, and one more where it would be the only other one."""
    if form == "rank":
        return _side_by_side(dimension, groups, form, most, RANKED)
    if not (_adds_up(form, groups.before, before) and _adds_up(form, groups.now, now)):
        return _side_by_side(dimension, groups, form, most, OVERLAPPING)
    found = moves(form, groups.before, groups.now)
    order = np.argsort(-np.abs(found.effect), kind="stable").tolist()
    shown, rest = _divided(order, most)
    weights = (_weights(form, groups.before), _weights(form, groups.now))
    # A fraction's value may be its parts' ratio less 1, as growth is.
    offset = float(now.value[0]) - own_value(form, now) if form == "fraction" else 0.0
    return Split(
        dimension,
        tuple(_part(form, groups, row, weights, found) for row in shown),
        _others(form, groups, rest, weights, found, offset) if rest else None,
        total=fsum(found.effect),
        effects=_of_all(form, found, moves(form, before, now)),
        concentration=concentration(found.effect, (weights[0] + weights[1]) / 2),
    )


def _adds_up(form: Form, groups: Figures, total: Figures) -> bool:
    """Whether the groups overlap nowhere and leave nothing out."""
    pairs = [(groups.numerator, total.numerator)]
    if form == "fraction":
        pairs.append((groups.denominator, total.denominator))
    if form == "sum":
        pairs.append((groups.n, total.n))
    return all(bool(np.isclose(fsum(of), whole[0], rtol=1e-9, atol=1e-6)) for of, whole in pairs)


def _weights(form: Form, one: Figures) -> FloatArray:
    return _shares(size(form, one))


def _shares(sizes: FloatArray) -> FloatArray:
    whole = fsum(sizes)
    return sizes / whole if whole else np.zeros(len(sizes))


def _of_all(form: Form, found: Moves, whole: Moves) -> Effects:
    """The groups' effects added up. Of a sum, volume is what the whole number moves at the whole's average; the rest
    of what that average moved is the groups' own values, or else their mix."""
    sums = {name: fsum(numbers) for name, numbers in found.by_name.items()}
    if form == "sum":
        volume, average = (float(whole.by_name[name][0]) for name in ("volume", "value"))
        return Effects(volume=volume, mix=average - sums["value"], value=sums["value"])
    return Effects(**sums)


def _divided(order: list[int], most: int) -> tuple[list[int], list[int]]:
    kept = most + 1 if len(order) == most + 1 else most
    return order[:kept], order[kept:]


def _own(form: Form, value: float) -> float | None:
    """A group that isn't there counts 0; it has no rate."""
    return 0.0 if form in ("count", "sum") and np.isnan(value) else _number(value)


def _part(form: Form, groups: Groups, row: int, weights: tuple[FloatArray, FloatArray], found: Moves | None) -> Part:
    name, key = groups.members[row]
    return Part(
        name,
        key,
        value=_own(form, groups.now.value[row]),
        against_value=_own(form, groups.before.value[row]),
        n=round(float(groups.now.n[row])),
        against_n=round(float(groups.before.n[row])),
        weight=_number(weights[1][row]),
        against_weight=_number(weights[0][row]),
        effect=None if found is None else float(found.effect[row]),
        effects=Effects() if found is None else Effects(**{k: float(v[row]) for k, v in found.by_name.items()}),
    )


def _others(
    form: Form,
    groups: Groups,
    rows: Sequence[int],
    weights: tuple[FloatArray, FloatArray],
    found: Moves | None,
    offset: float = 0.0,
) -> Part:
    before, now = groups.before.only(rows), groups.now.only(rows)
    chosen = list(rows)
    return Part(
        None,
        None,
        value=None if found is None else _number(own_value(form, now) + offset),
        against_value=None if found is None else _number(own_value(form, before) + offset),
        n=round(fsum(now.n)),
        against_n=round(fsum(before.n)),
        weight=fsum(weights[1][chosen]),
        against_weight=fsum(weights[0][chosen]),
        effect=None if found is None else fsum(found.effect[chosen]),
        effects=Effects() if found is None else Effects(**{k: fsum(v[chosen]) for k, v in found.by_name.items()}),
        groups=len(chosen),
    )


def _side_by_side(dimension: str, groups: Groups, form: Form, most: int, reason: Message) -> Split:
    order = np.argsort(-(groups.before.n + groups.now.n), kind="stable").tolist()
    shown, rest = _divided(order, most)
    # By rows: what a formula divides by, say days, is nothing that groups have shares of.
    weights = (_shares(groups.before.n), _shares(groups.now.n))
    parts = tuple(_part(form, groups, row, weights, None) for row in shown)
    return Split(dimension, parts, _others(form, groups, rest, weights, None) if rest else None, reason=reason)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
