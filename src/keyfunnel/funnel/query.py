"""What is asked of the funnel."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


class View(StrEnum):
    COHORT = "cohort"  # subjects that entered in the period, wherever they are by now
    PERIOD = "period"  # entries in the period, whenever their subject came in


class Skips(StrEnum):
    COUNT = "count"  # reaching a later stage implies those skipped
    STRICT = "strict"  # a skipped stage ends the path


@dataclass(frozen=True)
class FunnelQuery:
    """``by`` splits by dimensions; ``where`` maps a dimension to names or ids (any of them).

    A stage counts as reached within ``window_days`` of the entry to the path's first stage, inclusive.
    ``start``/``end`` bound ``[start, end)``; without them, everything. Words may be given for ``view`` and ``skips``.
    """

    by: tuple[str, ...] = ()
    window_days: int = 90
    view: View = View.COHORT
    skips: Skips = Skips.COUNT
    start: dt.date | None = None
    end: dt.date | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", _word(View, "view", self.view))
        object.__setattr__(self, "skips", _word(Skips, "skips", self.skips))
        if self.window_days < 0:
            text = N_("window: {days} days; a window is 0 days (the same day) or more")
            raise BadInput(text, days=self.window_days)
        if self.start and self.end and self.end <= self.start:
            text = N_("the range ends ({end}) before it starts ({start}); its end is exclusive")
            raise BadInput(text, start=str(self.start), end=str(self.end))

    @property
    def ranged(self) -> bool:
        return self.start is not None or self.end is not None


def _word(words: type[StrEnum], name: str, value: str) -> StrEnum:
    try:
        return words(value)
    except ValueError:
        text = N_("{name}: {word!r} is none of {known}")
        raise BadInput(text, name=name, word=value, known=", ".join(words)) from None
