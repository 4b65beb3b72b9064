"""What the clocks of two editions, and what is learnt of all their rows, change in rows that nothing happened to."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import ibis
import ibis.expr.operations as ops

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.bases.local import of_all
from keyfunnel.kpis.earlier import ALL, NOTHING
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.readings import Reading


@dataclass
class Clocks:
    """``now`` and ``then`` are the facts of both editions."""

    now: Facts
    then: Facts
    _redefined: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def until(self, reading: Reading) -> dt.date:
        """Up to which day the rows of a reading count alike under both."""
        return min(self._running(reading), self._by_definition(reading))

    def _running(self, reading: Reading) -> dt.date:
        """Periods that run under either clock differ, and the rows whose outcome one of them doesn't know yet."""
        ends = [facts.observed_end for facts in (self.now, self.then)]
        if ends[0] == ends[1]:
            return ALL
        if reading.outcome is None or reading.date is None:
            return min(ends)
        rows = base(self.now, reading.base)
        late = rows.filter(rows[reading.outcome] >= ibis.date(min(ends)))
        first: dt.date | None = late.aggregate(first=late[reading.date].min()).to_pyarrow()["first"][0].as_py()
        return min(*ends, first or ALL)

    def _by_definition(self, reading: Reading) -> dt.date:
        redefined = self._columns(reading.base)
        if redefined is None:
            return NOTHING
        if not redefined & reading.columns:
            return ALL
        if reading.censored is not None and redefined & reading.columns == {reading.censored[0]}:
            return self._by_censoring(reading, *reading.censored)
        return NOTHING

    def _columns(self, name: str) -> frozenset[str] | None:
        """Those of the base that aren't made alike: the clock is part of them, or what is learnt. None: all."""
        if name not in self._redefined:
            now, then = self._made(name)
            if now == then:
                self._redefined[name] = frozenset()
            elif isinstance(now, ops.Project) and isinstance(then, ops.Project) and now.parent == then.parent:
                self._redefined[name] = frozenset(one for one in now.values if now.values[one] != then.values.get(one))
            else:
                self._redefined[name] = None
        return self._redefined[name]

    def _made(self, name: str) -> tuple[Any, Any]:
        """How a base is made now, and how it would be made of the same tables as it was then."""
        now = base(self.now, name).op()
        if isinstance(now, ops.DatabaseTable):  # as it was kept
            return now, now
        of_all(self.then, name)  # which remembers what it learns
        as_then = replace(self.now, observed_until=self.then.observed_until, learnt=dict(self.then.learnt), kept={})
        return now, base(as_then, name).op()

    def _by_censoring(self, reading: Reading, value: str, event: str) -> dt.date:
        """Where only the clock changes a time: the first day with a row whose event could have come in between.

        An estimate of survival changes at the times of events, by how many are followed for at least as long: a row
        without its event that is followed for longer now counts otherwise at the events of that stretch alone.
        """
        now, then = self._made(reading.base)
        rows = now.parent.to_expr().select(
            day=now.values[reading.date].to_expr(),
            ended=now.values[event].to_expr(),
            now=now.values[value].to_expr(),
            then=then.values[value].to_expr(),
        )
        events = rows.filter(rows.ended & rows.now.notnull()).select("now").distinct().to_pyarrow()["now"]
        moved = rows.filter(~rows.now.identical_to(rows.then) & rows.day.notnull())
        found = moved.group_by("ended", "now", "then").aggregate(day=moved.day.min()).to_pyarrow().to_pylist()
        times = sorted(events.to_pylist())
        return min((one["day"] for one in found if _matters(one, times)), default=ALL)


def _matters(moved: Mapping[str, Any], times: list[int]) -> bool:
    """Whether an event lies in the stretch between both times at which a row was given up (``times`` ascend)."""
    if moved["ended"] is not False or moved["now"] is None or moved["then"] is None:
        return True
    least, most = sorted((moved["now"], moved["then"]))
    return bisect_right(times, least) != bisect_right(times, most)
