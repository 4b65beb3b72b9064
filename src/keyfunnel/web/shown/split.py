"""A KPI by one dimension: the largest groups, each with its interval and n."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from keyfunnel.kpis.dimensions import TITLES
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.kpis.shapes import AsOf, Count, Distinct, Sum
from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.texts import N_, Message, listed
from keyfunnel.web.asked import Asked
from keyfunnel.web.decimals import decimals
from keyfunnel.web.measured import reaches, split

SHOWN = 40
REACH = 2.0  # times all else that one interval is drawn to: that of a tiny group would leave no room for the others
NOT_BY = N_("{title} can't be split by “{dimension}”: its rows don't have it. It can be split by: {others}.")
BY_NOTHING = N_("{title} can't be split by “{dimension}”: its rows belong to no group.")


@dataclass(frozen=True)
class SplitRow:
    """``start`` and ``width`` of the bar, ``low`` and ``high`` are percent of all that is drawn; None where there is no
    interval. ``below`` and ``beyond``: it goes on to the left or right of that."""

    name: str | None
    measured: Measurement
    start: float
    width: float
    low: float | None
    high: float | None
    below: bool = False
    beyond: bool = False


@dataclass(frozen=True)
class Split:
    """``more`` groups have no row; the values of all others have as many ``decimals``."""

    dimension: str
    dimensions: tuple[str, ...]
    rows: tuple[SplitRow, ...]
    more: int
    decimals: int

    @property
    def with_n(self) -> bool:
        """Whether what a value is measured from isn't the value itself, as of a count."""
        return any(row.measured.value is not None and row.measured.n != row.measured.value for row in self.rows)

    @property
    def with_intervals(self) -> bool:
        return any(row.low is not None for row in self.rows)

    @property
    def cut(self) -> bool:
        """Whether an interval goes on beyond what is drawn."""
        return any(row.below or row.beyond for row in self.rows)

    @property
    def without_value(self) -> tuple[tuple[Message, int], ...]:
        """Why groups that have rows have no value, and of how many that holds."""
        reasons = [one for row in self.rows if (one := row.measured.reason) is not None and row.measured.value is None]
        many = Counter(map(str, reasons))
        return tuple((one, many[said]) for said, one in {str(one): one for one in reasons}.items())


def split_by(edition: Edition, kpi: KPI, asked: Asked, dimension: str | None, stage: str | None) -> Split | None:
    """By ``dimension``, else (where its rows don't have that either) by the first that has groups; None where no
    dimension has any."""
    if dimension and dimension not in DIMENSIONS:
        raise BadInput(
            N_("by: there is no dimension {word!r}{hint}"), word=dimension, hint=did_you_mean(dimension, DIMENSIONS)
        )
    grouped = {
        name: _groups(split(edition, kpi.key, name, asked, stage), name) for name in DIMENSIONS if reaches(kpi, name)
    }
    telling = tuple(name for name, groups in grouped.items() if len(groups) > 1 or name == dimension)
    chosen = dimension if dimension in grouped else next(iter(telling), None)
    if chosen is None:
        return None
    groups = in_order(kpi, grouped[chosen])
    shown = groups[:SHOWN]
    places = decimals((one.value for one in shown), kpi.unit, edition.workspace.currency)
    return Split(chosen, telling, _rows(shown, chosen), len(groups) - len(shown), places)


def not_by(kpi: KPI, dimension: str | None) -> Message | None:
    """Why the KPI isn't split by a ``dimension`` that there is; None where it can be."""
    if dimension not in DIMENSIONS or reaches(kpi, dimension):
        return None
    others = [_called(name) for name in DIMENSIONS if reaches(kpi, name)]
    told = {"title": Message(kpi.key, kpi.title), "dimension": _called(dimension)}
    if not others:
        return Message("by_nothing", BY_NOTHING, told)
    return Message("not_by", NOT_BY, told | {"others": listed(others)})


def _called(dimension: str) -> Message:
    return Message(dimension, TITLES[dimension])


def in_order(kpi: KPI, groups: Sequence[Measurement]) -> list[Measurement]:
    """Parts of one whole by their size; of rates and medians those first that rest on most rows."""
    return sorted(groups, key=lambda one: -abs((one.value if adds_up(kpi) else one.n) or 0))


def adds_up(kpi: KPI) -> bool:
    """Whether groups' values make the whole, so that nothing of a group is none of it."""
    return isinstance(kpi.shape, Count | Sum | Distinct | AsOf)


def _groups(measured: Sequence[Measurement], dimension: str) -> list[Measurement]:
    """All that something was counted of, those without a value too: else the parts wouldn't make the whole."""
    counted = (one for one in measured if dimension in one.dimensions)
    return [one for one in counted if one.value is not None or one.n or one.numerator]


def _rows(groups: Sequence[Measurement], dimension: str) -> tuple[SplitRow, ...]:
    """Drawn from zero, which lies at the left unless a value or an end of an interval is below it. Values are drawn
    whole, the widest interval as far as :data:`REACH`."""
    values = [one.value for one in groups if one.value is not None]
    right = _reach(values, [end for one in groups if (end := one.high) is not None])
    left = -_reach([-value for value in values], [-end for one in groups if (end := one.low) is not None])

    def place(value: float) -> float:
        return round(max(0.0, min(100.0, 100 * (value - left) / ((right - left) or 1))), 2)

    def row(one: Measurement) -> SplitRow:
        bar = sorted((place(0), place(one.value or 0)))
        low, high = (None if end is None else place(end) for end in (one.low, one.high))
        below = one.low is not None and one.low < left
        beyond = one.low is not None and (one.high is None or one.high > right)
        return SplitRow(one.dimensions[dimension], one, bar[0], round(bar[1] - bar[0], 2), low, high, below, beyond)

    return tuple(row(one) for one in groups)


def _reach(values: Sequence[float], ends: Sequence[float]) -> float:
    """How far from zero is drawn on the side where ``values`` and ``ends`` of intervals are above it."""
    largest, (furthest, next_to_it) = max([0.0, *values]), sorted([0.0, 0.0, *ends], reverse=True)[:2]
    beside = max(largest, next_to_it)
    return max(largest, min(furthest, REACH * beside) if beside and len(ends) > 1 else furthest)
