"""What people entered of a manual KPI, and the form to enter more."""

from collections.abc import Mapping
from dataclasses import dataclass

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Entered
from keyfunnel.lake.edition import Edition
from keyfunnel.planning.entered.values import Value, values
from keyfunnel.web.asked import Asked
from keyfunnel.web.shown.typed import Typed

SHOWN = 50


@dataclass(frozen=True)
class EnteredValues:
    """The newest days first; ``more`` older ones aren't shown. ``typed`` is what the form is filled with, ``wrong``
    why it couldn't be entered."""

    values: tuple[Value, ...]
    more: int
    typed: Mapping[str, str]
    wrong: str = ""


def entered_values(edition: Edition, kpi: KPI, asked: Asked, refused: Typed | None = None) -> EnteredValues | None:
    """None for a KPI that is measured."""
    if not isinstance(kpi.shape, Entered):
        return None
    every = values(edition, kpi.key)
    empty = {"on": edition.observed_until.date().isoformat(), "scope": asked.scope}
    typed, wrong = (refused.fields, refused.wrong) if refused else (empty, "")
    return EnteredValues(tuple(every[:SHOWN]), max(0, len(every) - SHOWN), typed, wrong)
