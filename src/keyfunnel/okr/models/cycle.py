"""A cycle of goals: usually a quarter, sometimes a month, a year or dates of one's own."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q

from keyfunnel.model.calendar import Period, span
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models.audited import Audited
from keyfunnel.okr.models.choices import CycleState

NEXT_STATES: dict[str, tuple[str, ...]] = {
    CycleState.DRAFT: (CycleState.AGREED, CycleState.ACTIVE),
    CycleState.AGREED: (CycleState.DRAFT, CycleState.ACTIVE),
    CycleState.ACTIVE: (CycleState.REVIEW, CycleState.CLOSED),
    CycleState.REVIEW: (CycleState.ACTIVE, CycleState.CLOSED),
    CycleState.CLOSED: (),
}


class Cycles(models.QuerySet["Cycle"]):
    def unclosed(self) -> "Cycles":
        return self.exclude(state=CycleState.CLOSED)

    def on(self, day: dt.date) -> "Cycle | None":
        """The cycle that holds ``day`` (the shortest, where a year and its quarters overlap), else the latest."""
        holding = [cycle for cycle in self if day in cycle.period]
        if holding:
            return min(holding, key=lambda cycle: (cycle.period.days, -cycle.start.toordinal()))
        return self.order_by("start", "id").last()


class Cycle(Audited):
    """``[start, end)``. A closed cycle is frozen: nothing is applied to it or measured in it again."""

    name = models.CharField(max_length=80, unique=True)
    start = models.DateField()
    end = models.DateField(help_text="The first day after it.")
    state = models.CharField(max_length=10, choices=CycleState.choices, default=CycleState.ACTIVE)

    objects = Cycles.as_manager()

    class Meta:
        ordering = ("start", "id")
        constraints = (models.CheckConstraint(condition=Q(end__gt=F("start")), name="cycle_ends_after_it_starts"),)

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        return span(self.start, self.end)

    @property
    def last_day(self) -> dt.date:
        return self.end - dt.timedelta(days=1)

    @property
    def closed(self) -> bool:
        return self.state == CycleState.CLOSED

    def move_to(self, state: CycleState, by: User | None) -> None:
        """Raises :class:`BadInput` where the cycle can't go there from its present state."""
        allowed = NEXT_STATES[self.state]
        if state not in allowed:
            where = f"it can become {' or '.join(allowed)}" if allowed else "a closed cycle stays as it is"
            raise BadInput(f"{self.name} is {self.state} and can't become {state}: {where}")
        self.change(by, state=str(state))
