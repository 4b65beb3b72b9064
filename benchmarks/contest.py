"""Two ways to one end, timed in turns: same tables, same threads, same minute."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contest:
    """``ours`` against ``other``; ``goal`` is the largest ratio of their times that is good enough (None: no goal).

    ``other_is`` says in a few words what it is, and where it is wrong. Where a turn of the other is only a sample,
    its time counts ``other_stands_for`` times.
    """

    name: str
    ours: Callable[[], object]
    other: Callable[[], object]
    other_is: str
    goal: float | None = None
    other_stands_for: float = 1


@dataclass(frozen=True)
class Outcome:
    """Seconds, the best of several turns each."""

    contest: Contest
    ours: float
    other: float

    @property
    def ratio(self) -> float:
        return self.ours / self.other

    @property
    def good(self) -> bool | None:
        return None if self.contest.goal is None else self.ratio <= self.contest.goal


def held(contest: Contest, turns: int) -> Outcome:
    ours, other = [], []
    for _ in range(turns):
        ours.append(_seconds(contest.ours))
        other.append(_seconds(contest.other))
    return Outcome(contest, min(ours), min(other) * contest.other_stands_for)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
