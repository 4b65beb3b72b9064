"""A KPI by one dimension: the largest groups, each with its interval and n."""

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
NOT_BY = N_("{title} can't be split by “{dimension}”: its rows don't have it. It can be split by: {others}.")
BY_NOTHING = N_("{title} can't be split by “{dimension}”: its rows belong to no group.")


@dataclass(frozen=True)
class SplitRow:
    """``start`` and ``width`` of the bar, ``low`` and ``high`` are percent of all that is drawn; None where there is no
    interval."""

    name: str | None
    measured: Measurement
    start: float
    width: float
    low: float | None
    high: float | None


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
    def without_value(self) -> tuple[Message, ...]:
        """Why groups that have rows have no value, each reason once."""
        reasons = [row.measured.reason for row in self.rows if row.measured.value is None]
        return tuple({str(one): one for one in reasons if one is not None}.values())


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
    """Drawn from zero, which lies at the left unless a value or an end of an interval is below it."""
    drawn = [v for one in groups for v in (one.value, one.low, one.high) if v is not None]
    left, right = min([0.0, *drawn]), max([0.0, *drawn])

    def place(value: float) -> float:
        return round(max(0.0, min(100.0, 100 * (value - left) / ((right - left) or 1))), 2)

    def row(one: Measurement) -> SplitRow:
        ends = sorted((place(0), place(one.value or 0)))
        low, high = (None if end is None else place(end) for end in (one.low, one.high))
        return SplitRow(one.dimensions[dimension], one, ends[0], round(ends[1] - ends[0], 2), low, high)

    return tuple(row(one) for one in groups)
