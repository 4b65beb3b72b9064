"""Values that people entered: added up over a period, or the last one entered in it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypedDict

import numpy as np
import pyarrow as pa

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.scope import Scope
from keyfunnel.kpis.shapes import Entered
from keyfunnel.texts import N_, Message

NONE_IN_PERIOD = Message("nothing_entered", N_("Nothing was entered for this period."))
NONE_OF_ITS_OWN = Message(
    "nothing_of_its_own",
    N_("Values were entered for parts of it only, and this number doesn't add up: enter one for the whole."),
)


class Entry(TypedDict):
    entered_on: dt.date
    value: float
    owner: str | None
    owner_id: str | None
    team: str | None
    team_id: str | None


def entered(shape: Entered, source: Source, frame: Frame) -> Cells:
    """The cells of a KPI whose values people enter; n counts the values that were entered.

    What adds up is the sum over all that were entered within the scope, whosever they are. A level is the last one
    entered for the very scope or group: the company's isn't made of its teams'.
    """
    within = [one for one in standing(source.facts, shape.key) if _in_scope(one, source.scope)]
    own = [one for one in within if _is_of(one, source.scope, frame.dimensions)] if shape.level else within
    groups: dict[tuple[int, tuple[str | None, ...]], list[Entry]] = {}
    for place, period in enumerate(frame.periods):
        end = min(period.end, frame.clock)
        for one in own:
            if period.start <= one["entered_on"] < end:
                groups.setdefault((place, _group(one, frame.dimensions)), []).append(one)
    if not frame.dimensions:
        found = {place: several for (place, _), several in groups.items()}
        return _totals(shape, frame, found, parts_only=bool(within) and not own)
    return _cells(shape, frame, [(place, keys, several) for (place, keys), several in groups.items()])


def _totals(shape: Entered, frame: Frame, found: dict[int, list[Entry]], *, parts_only: bool) -> Cells:
    cells = _cells(shape, frame, [(place, (), found.get(place, [])) for place in range(len(frame.periods))])
    return cells.without(np.isnan(cells.value), NONE_OF_ITS_OWN if parts_only else NONE_IN_PERIOD)


def _cells(shape: Entered, frame: Frame, rows: Sequence[tuple[int, tuple[str | None, ...], Sequence[Entry]]]) -> Cells:
    names = [column for name in frame.dimensions for column in (name, f"{name}_id")]
    columns = {name: pa.array([keys[at] for _, keys, _ in rows], pa.string()) for at, name in enumerate(names)}
    value = np.array([_value(shape, several) for *_, several in rows], dtype=np.float64)
    blank = nothing(len(rows))
    return Cells(
        np.array([place for place, *_ in rows], dtype=np.int64),
        pa.table(columns) if names else bare(len(rows)),
        value,
        value,
        blank,
        np.array([len(several) for *_, several in rows], dtype=np.float64),
        blank,
        blank,
    )


def _value(shape: Entered, several: Sequence[Entry]) -> float:
    if not several:
        return np.nan
    return _newest(several)["value"] if shape.level else round(sum(one["value"] for one in several), 4)


def _newest(several: Iterable[Entry]) -> Entry:
    return max(several, key=lambda one: one["entered_on"])


def _group(one: Entry, dimensions: tuple[str, ...]) -> tuple[str | None, ...]:
    named = {"owner": (one["owner"], one["owner_id"]), "team": (one["team"], one["team_id"])}
    return tuple(word for name in dimensions for word in named[name])


def _in_scope(one: Entry, scope: Scope) -> bool:
    ids = {"owner": one["owner_id"], "team": one["team_id"]}
    return all(ids[dimension] in asked for dimension, asked in scope.ids.items())


def _is_of(one: Entry, scope: Scope, dimensions: tuple[str, ...]) -> bool:
    """Whether it was entered for just what is asked about, rather than for a part of it."""
    if "owner" in dimensions:
        return one["owner_id"] is not None
    if "owner" in scope.ids:
        return "owner" in scope.single
    if one["owner_id"] is not None:
        return False
    if "team" in dimensions:
        return one["team_id"] is not None
    if "team" in scope.ids:
        return "team" in scope.single and one["team_id"] in scope.words["team"]
    return one["team_id"] is None


def standing(facts: Facts, key: str) -> list[Entry]:
    """The values that stand, of the KPI ``key``."""

    def look(facts: Facts) -> list[Entry]:
        table = base(facts, "entries")
        columns = ("entered_on", "owner", "owner_id", "team", "team_id")
        rows = table.filter(table.kpi == key).select(*columns, value=table.value.cast("float64"))
        found: list[Entry] = rows.to_pyarrow().to_pylist()
        return found

    return learnt(facts, f"entries {key}", look)
