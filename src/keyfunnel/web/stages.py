"""Which funnel stage a KPI is asked of."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

from keyfunnel.kpis.kpi import KPI
from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


def stage_of(kpi: KPI, edition: Edition, stage: str | None = None) -> str | None:
    """The one named, else the KPI's own, else one that it has values of; None where it takes none.

    Raises :class:`BadInput` for a stage that the funnel doesn't have.
    """
    if not kpi.takes_stage:
        return None
    names = [one.name for one in edition.workspace.stages]
    chosen = stage or kpi.stage or _told(edition.folder, edition.created_at, kpi.key)
    if chosen not in names:
        raise BadInput(N_("{name}: {word!r} is none of {known}"), name="stage", word=chosen, known=", ".join(names))
    return chosen


@lru_cache(maxsize=64)
def _told(folder: Path, created_at: dt.datetime, key: str) -> str:
    """The last stage, unless the edition has values of others only, as of the days that are spent in one: then the
    first of these."""
    edition = read(folder)
    names = [one.name for one in edition.workspace.stages]
    of_last_first = (names[-1], *names)
    return next((name for name in of_last_first if _has_values(edition, key, name)), names[-1])


def _has_values(edition: Edition, key: str, stage: str) -> bool:
    return any(one.value is not None for one in edition.values(key, Grain.YEAR, stage=stage))
