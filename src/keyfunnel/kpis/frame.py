"""Over which periods and groups a KPI is asked."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from keyfunnel.model.calendar import Grain, Period


@dataclass(frozen=True)
class Frame:
    """``periods``, each of the grain beside it (None for a range without one), split by ``dimensions``.

    ``clock`` is the first local date that the data don't reach: rows dated from it on are not known yet.
    """

    periods: tuple[Period, ...]
    grains: tuple[Grain | None, ...]
    dimensions: tuple[str, ...]
    clock: dt.date

    @property
    def start(self) -> dt.date:
        return min(period.start for period in self.periods)

    @property
    def end(self) -> dt.date:
        """Where the rows asked for end: with the last period, and never beyond the clock."""
        return min(max(period.end for period in self.periods), self.clock)

    def by_grain(self) -> Iterator[tuple[Grain | None, tuple[int, ...]]]:
        """Each grain with the places of its periods."""
        for grain in dict.fromkeys(self.grains):
            yield grain, tuple(place for place, one in enumerate(self.grains) if one == grain)

    def over(self, periods: tuple[Period, ...]) -> "Frame":
        """The same question about other periods, one for one."""
        return replace(self, periods=periods)

    def split_by(self, dimensions: tuple[str, ...]) -> "Frame":
        return replace(self, dimensions=dimensions)
