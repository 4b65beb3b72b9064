"""A team's or rep's values from what is stored with the edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from keyfunnel.kpis import library
from keyfunnel.kpis.held import held
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period
from keyfunnel.web.asked import SCOPES, Where
from keyfunnel.web.lineage import lineage
from keyfunnel.web.shown.selectors import scopes


@dataclass(frozen=True)
class Members:
    """Some of a dimension's members, by id."""

    dimension: str
    ids: tuple[str, ...]


def members(edition: Edition, where: Where) -> Members | None:
    """Those that ``where`` means, if it is nothing but one team, with those below it, or one rep."""
    if len(where) != 1 or len(where[0][1]) != 1:
        return None
    dimension, (word,) = where[0]
    kind = next((kind for kind, one in SCOPES.items() if one == dimension), None)
    if kind is None or word not in _told_by_id(edition.folder, kind):
        return None
    return Members(dimension, lineage(edition, f"team:{word}").teams if kind == "team" else (word,))


def of_members(
    edition: Edition, keys: Sequence[str], grain: Grain, period: Period, stage: str | None, whose: Members
) -> Mapping[str, list[Measurement]]:
    """By KPI, the members' values together; without the KPIs of which cells don't tell enough."""
    start, end = period.start, period.end
    totals = _by_kpi(edition.values(keys, grain, "", start, end, stage))
    cells = _by_kpi(edition.values(keys, grain, whose.dimension, start, end, stage, whose.ids))
    known = {
        key: held(library.get(key, edition.workspace), totals.get(key, []), cells.get(key, []), len(whose.ids))
        for key in keys
    }
    return {key: values for key, values in known.items() if values is not None}


def _by_kpi(found: Sequence[Measurement]) -> dict[str, list[Measurement]]:
    by_kpi: dict[str, list[Measurement]] = {}
    for one in found:
        by_kpi.setdefault(one.kpi, []).append(one)
    return by_kpi


@lru_cache(maxsize=16)
def _told_by_id(folder: Path, kind: str) -> frozenset[str]:
    """Ids of teams or reps by which nobody else is called: such a word could mean both."""
    teams, reps = scopes(folder)
    choices = teams if kind == "team" else reps
    ids = {choice.value.removeprefix(f"{kind}:"): choice.name for choice in choices}
    return frozenset(word for word in ids if not any(name == word and one != word for one, name in ids.items()))
