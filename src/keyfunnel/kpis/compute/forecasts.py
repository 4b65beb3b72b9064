"""What was forecast of a period: the last word before it began, of the company, a team or a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from keyfunnel.kpis.compute.source import Source

Group: TypeAlias = tuple[object, ...]
Row: TypeAlias = Mapping[str, Any]

_COMMITTED = {"commit": 0, None: 1}
_ANYTHING_ELSE = 2


@dataclass(frozen=True)
class Forecasts:
    """All that were made within a scope, by the period they speak of (its first day and the first day after)."""

    by_period: Mapping[tuple[dt.date, dt.date], Sequence[Row]]

    def of(
        self, start: dt.date, end: dt.date, dimensions: tuple[str, ...] = (), before: dt.date | None = None
    ) -> dict[Group, float]:
        """Forecasts of ``[start, end)`` made before it began (or ``before`` a day), by group: the names and ids of
        ``dimensions``.

        Of each person, team or company the last one counts; one to which they commit before one without a
        category, and that before any other. The total is the company's, else the sum of the teams', else of
        the people's; a team's is its own, else the sum of its people's.
        """
        made = [row for row in self.by_period.get((start, end), ()) if row["made_on"] < (before or start)]
        last = _last_of_each(made)
        people = [row for row in last if row["owner_id"] is not None]
        teams = [row for row in last if row["owner_id"] is None and row["team_id"] is not None]
        company = [row for row in last if row["owner_id"] is None and row["team_id"] is None]
        if "owner" in dimensions:
            return _summed(people, dimensions)
        if dimensions:
            return _summed(people, dimensions) | _summed(teams, dimensions)
        return _summed(company or teams or people, ())

    def periods_within(self, start: dt.date, end: dt.date) -> set[tuple[dt.date, dt.date]]:
        """Those wholly in ``[start, end)`` that anything was forecast of."""
        return {(begins, ends) for begins, ends in self.by_period if start <= begins and ends <= end}


def forecasts(source: Source) -> Forecasts:
    """The forecasts within the scope of ``source``; those without money or dates say nothing."""
    columns = ("made_on", "starts_on", "ends_on", "category", "forecast_id", "owner", "owner_id", "team", "team_id")
    table = source.rows("forecasts")
    rows = table.select(*columns, amount=table.amount.cast("float64")).to_pyarrow().to_pylist()
    by_period: dict[tuple[dt.date, dt.date], list[Row]] = defaultdict(list)
    for row in rows:
        if None not in (row["made_on"], row["starts_on"], row["ends_on"], row["amount"]):
            by_period[row["starts_on"], row["ends_on"]].append(row)
    return Forecasts(by_period)


def _last_of_each(made: Iterable[Row]) -> list[Row]:
    """Of each maker's forecasts the one that counts."""
    chosen: dict[object, Row] = {}
    for row in sorted(made, key=_worth):
        chosen[row["owner_id"], None if row["owner_id"] is not None else row["team_id"]] = row
    return list(chosen.values())


def _worth(row: Row) -> tuple[int, dt.date, str]:
    return -_COMMITTED.get(row["category"], _ANYTHING_ELSE), row["made_on"], row["forecast_id"] or ""


def _summed(rows: Iterable[Row], dimensions: tuple[str, ...]) -> dict[Group, float]:
    sums: dict[Group, float] = defaultdict(float)
    for row in rows:
        sums[tuple(row[column] for name in dimensions for column in (name, f"{name}_id"))] += row["amount"]
    return dict(sums)
