"""How goals stand, as every face shows it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from keyfunnel.okr.models import Cycle, KeyResult, Kind, Objective, Status
from keyfunnel.planning.progress import verdict
from keyfunnel.planning.progress.outcome import Outcome


@dataclass(frozen=True)
class KeyResultStatus:
    key_result: KeyResult
    outcome: Outcome

    @property
    def progress_shown(self) -> float | None:
        return verdict.shown(self.outcome.progress)

    @property
    def target(self) -> float | dict[str, float] | None:
        """A number, or the band of what is to be kept."""
        goal = self.key_result
        if goal.kind != Kind.KEEP:
            return goal.target
        band = {"at_least": goal.target_low, "at_most": goal.target_high}
        return {side: value for side, value in band.items() if value is not None}

    def as_json(self, language: str = "en") -> dict[str, Any]:
        goal, outcome = self.key_result, self.outcome
        return {
            "key": goal.key,
            "kpi": goal.kpi,
            "baseline": goal.baseline,
            "current": outcome.current,
            "target": self.target,
            "progress": outcome.progress,
            "progress_shown": self.progress_shown,
            "projected_end": outcome.projected_end,
            "status": outcome.status,
            "n": outcome.n,
            "reason": outcome.reason.render(language) if outcome.reason else None,
        }


@dataclass(frozen=True)
class ObjectiveStatus:
    """``number`` is the objective's own, beside its key results and not counted in its progress."""

    objective: Objective
    key_results: tuple[KeyResultStatus, ...]
    number: KeyResultStatus | None = None

    @property
    def progress(self) -> float | None:
        """The weighted mean of its key results' raw progress; what has no data is left out."""
        return verdict.weighted((one.key_result.weight, one.outcome.progress) for one in self.key_results)

    @property
    def progress_shown(self) -> float | None:
        return verdict.shown(self.progress)

    @property
    def status(self) -> Status | None:
        """Its weakest key result's."""
        return verdict.weakest(one.outcome.status for one in self.key_results)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "key": self.objective.key,
            "title": self.objective.title,
            "progress": self.progress,
            "status": self.status,
            "key_results": [one.as_json(language) for one in self.key_results],
        }


@dataclass(frozen=True)
class CycleStatus:
    """As of ``today`` (included), measured from ``edition``."""

    cycle: Cycle
    today: dt.date
    edition: int
    objectives: tuple[ObjectiveStatus, ...]

    @property
    def key_results(self) -> tuple[KeyResultStatus, ...]:
        return tuple(one for objective in self.objectives for one in objective.key_results)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """Numbers that are whole are written so. ``language`` is that of the reasons."""
        document: dict[str, Any] = whole(
            {
                "cycle": self.cycle.name,
                "today": self.today.isoformat(),
                "edition": self.edition,
                "objectives": [objective.as_json(language) for objective in self.objectives],
            }
        )
        return document


def whole(value: Any) -> Any:
    """``value`` with floats that are whole numbers as integers, throughout."""
    match value:
        case dict():
            return {key: whole(item) for key, item in value.items()}
        case list():
            return [whole(item) for item in value]
        case float():
            return int(value) if value.is_integer() else value
        case _:
            return value
