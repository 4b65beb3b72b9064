"""The funnel's stages as the page draws them, each with the key results bound to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keyfunnel.funnel.result import FunnelGroup, FunnelStage, Leak
from keyfunnel.model.workspace import Stage

if TYPE_CHECKING:  # a funnel is drawn where there are no goals too
    from keyfunnel.web.shown.cards import KeyResultCard

DWARFS = 8.0  # times the next stage: the others would be slivers beside it
ROOM = 1.6  # times the next stage: how long the bar that is cut short is drawn


@dataclass(frozen=True)
class StageRow:
    """``width`` is percent of the widest bar, ``cut`` where the bar is too long to be drawn to scale; ``next`` the
    next stage that has data, for the step to it; ``leak`` what is lost on that step; ``joining`` how many of those who
    reached it begin here, beside those who came from above."""

    name: str
    phase: str
    opens_phase: bool
    measured: FunnelStage | None
    first: bool = False
    width: float = 0.0
    cut: bool = False
    joining: int = 0
    next: "StageRow | None" = None
    leak: Leak | None = None
    key_results: "tuple[KeyResultCard, ...]" = field(default=())


def stage_rows(
    stages: Iterable[Stage], group: FunnelGroup | None, key_results: "Iterable[KeyResultCard]"
) -> "tuple[list[StageRow], list[KeyResultCard]]":
    """The rows from top to bottom, and the key results that stand on none of them."""
    measured = {stage.name: stage for stage in group.stages} if group else {}
    scale = _scale([stage.reached or 0 for stage in measured.values()])
    cards = list(key_results)
    ordered = list(stages)
    rows: list[StageRow] = []
    following: StageRow | None = None
    for i, stage in reversed(list(enumerate(ordered))):
        found = measured.get(stage.name)
        has_data = found is not None and found.reached is not None
        row = StageRow(
            name=stage.name,
            phase=stage.phase,
            opens_phase=i == 0 or ordered[i - 1].phase != stage.phase,
            measured=found,
            first=not any(_reached(measured.get(one.name)) for one in ordered[:i]),
            width=round(min(100 * (found.reached or 0) / scale, 100), 2) if found else 0.0,
            cut=found is not None and (found.reached or 0) > scale,
            joining=_joining(found),
            next=following,
            leak=group.leak if group and group.leak and group.leak.after == stage.name else None,
            key_results=tuple(card for card in cards if card.stage == stage.name),
        )
        rows.insert(0, row)
        following = row if has_data else following
    names = {stage.name for stage in ordered}
    return rows, [card for card in cards if card.stage not in names]


def _scale(reached: list[float]) -> float:
    """What a whole bar stands for: the largest stage, unless it dwarfs all others, as visits do beside leads."""
    largest, second = sorted([0.0, 0.0, *reached], reverse=True)[:2]
    return second * ROOM if second and largest > second * DWARFS else largest or 1


def entrance(rows: Iterable[StageRow]) -> str:
    """The name of the first stage that has data; ``""`` where none has."""
    return next((row.name for row in rows if _reached(row.measured)), "")


def opens_with_visits(stages: Iterable[Stage], rows: Iterable[StageRow]) -> bool:
    """Whether the first stage that has data is told by visits."""
    first = entrance(rows)
    return any(stage.name == first and stage.visits for stage in stages)


def _joining(stage: FunnelStage | None) -> int:
    if stage is None or not stage.started or stage.started == stage.reached:
        return 0
    return stage.started


def _reached(stage: FunnelStage | None) -> bool:
    return stage is not None and stage.reached is not None
