"""Outcomes at rest: measured once when an edition comes or goals change, read by every page."""

import datetime as dt
from typing import Any

from keyfunnel.okr.models import Cycle, KeyResult, KeyResultSnapshot, Status
from keyfunnel.planning.progress.outcome import Outcome, Point, without_data
from keyfunnel.planning.results import KeyResultStatus
from keyfunnel.texts import N_, Message
from keyfunnel.texts.packed import packed, unpacked

PLAIN = (
    "current",
    "numerator",
    "denominator",
    "n",
    "progress",
    "projected_end",
    "allowance_used",
    "periods_met",
    "periods_elapsed",
)


class Snapshots(dict[int, KeyResultSnapshot]):
    """The newest of each key result, by its primary key."""

    def outcome(self, key_result: KeyResult) -> Outcome:
        snapshot = self.get(key_result.pk)
        if snapshot is None:
            return without_data(Message("not_measured", N_("Not measured yet: it will be with the next import")))
        return outcome_of(snapshot)


def latest(cycle: Cycle) -> Snapshots:
    snapshots = KeyResultSnapshot.objects.filter(key_result__objective__cycle=cycle).order_by("edition", "today", "id")
    return Snapshots({one.key_result_id: one for one in snapshots})


def keep(status: KeyResultStatus, today: dt.date, edition: int) -> KeyResultSnapshot:
    """Store an outcome; measuring the same edition again as of the same day replaces it."""
    outcome = status.outcome
    fields: dict[str, Any] = {name: getattr(outcome, name) for name in PLAIN}
    snapshot, _ = KeyResultSnapshot.objects.update_or_create(
        key_result=status.key_result,
        edition=edition,
        today=today,
        defaults={
            **fields,
            "status": outcome.status or "",
            "reason": packed(outcome.reason) if outcome.reason else None,
            "series": [point.as_json() for point in outcome.series],
        },
    )
    return snapshot


def outcome_of(snapshot: KeyResultSnapshot) -> Outcome:
    return Outcome(
        status=Status(snapshot.status) if snapshot.status else None,
        reason=unpacked(snapshot.reason) if snapshot.reason else None,
        series=tuple(Point(**{**point, "date": dt.date.fromisoformat(point["date"])}) for point in snapshot.series),
        **{name: getattr(snapshot, name) for name in PLAIN},
    )
