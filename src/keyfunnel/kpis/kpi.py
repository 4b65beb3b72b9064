"""What a KPI is: one frozen declaration that every face, engine and page reads."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from keyfunnel.kpis.shapes import Derived, Growth, Median, Ratio, Retention, Shape, Sum
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Phase

Unit: TypeAlias = Literal["count", "ratio", "money", "days", "minutes", "hours", "months", "index"]
Direction: TypeAlias = Literal["up", "down", "range"]
Accumulates: TypeAlias = Literal["flow", "level"]


@dataclass(frozen=True, eq=False)
class KPI:
    """``date`` says in words which date puts a row into a period. ``needs`` names what must have been brought: each
    entry a table or ``table.column``, alternatives apart by `` | ``.

    ``direction``: ``up`` higher is better, ``down`` lower, ``range`` neither. ``accumulates``: a ``flow`` adds up
    over its period, a ``level`` is a state or a ratio. ``pair_with`` are the keys of the KPIs that keep it
    honest. ``guardrails`` are the codes it is checked by. ``takes_stage``: asked of a funnel stage, ``stage``
    where none is named, by ``stage_column`` of its base; otherwise ``stage`` is the one it belongs to. ``counted_in``
    is what both parts of a fraction are counted in, money by one thing aside; each row of its numerator counts
    ``times`` one.
    """

    key: str
    title: str
    phase: Phase
    unit: Unit
    direction: Direction
    accumulates: Accumulates
    shape: Shape
    date: str
    needs: tuple[str, ...]
    definition: str
    why: str
    watch_for: str
    counted_in: Unit = "count"
    times: float = 1.0
    stage: str | None = None
    takes_stage: bool = False
    stage_column: str = "stage"
    pair_with: tuple[str, ...] = ()
    guardrails: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.key.isidentifier() or self.key != self.key.lower():
            raise ValueError(f"a KPI's key is lower case words joined by _, not {self.key!r}")
        for name in ("title", "date", "definition", "why", "watch_for"):
            if not getattr(self, name).strip():
                raise ValueError(f"{self.key} says nothing for {name}")
        for alternative in (one for need in self.needs for one in need.split(" | ")):
            place, _, column = alternative.partition(".")
            if column:
                table(place).column(column)
            else:
                table(place)

    @property
    def is_share(self) -> bool:
        """A proportion: its numerator's rows are among its denominator's."""
        return isinstance(self.shape, Ratio | Retention | Derived) and self.shape.subset

    @property
    def units_of_parts(self) -> tuple[Unit, Unit]:
        """Of a fraction's numerator and denominator: money is told of one thing, all else of its like."""
        return ("money", "count") if self.unit == "money" else (self.counted_in, self.counted_in)

    @property
    def is_median(self) -> bool:
        return isinstance(self.shape, Median)

    @property
    def has_mean(self) -> bool:
        """A median of what has all ended, so that there is a mean beside it."""
        return isinstance(self.shape, Median) and self.shape.event is None

    @property
    def is_cohort(self) -> bool:
        """Its outcomes may still come: the rate of a young period is too low."""
        return isinstance(self.shape, Ratio) and self.shape.outcome is not None

    @property
    def is_growth(self) -> bool:
        """Set against the whole of another period, also while its own is still running."""
        return isinstance(self.shape, Growth)

    @property
    def is_by_month(self) -> bool:
        """Counted by whole months only: a part of one has no value."""
        return isinstance(self.shape, Sum) and self.shape.by_month
