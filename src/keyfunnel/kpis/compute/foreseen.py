"""What came against what was forecast, period by period."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa

from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.derived import NO_RESULT
from keyfunnel.kpis.compute.forecasts import Forecasts, Group, forecasts
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import Foreseen
from keyfunnel.model.calendar import Calendar, Grain, Period
from keyfunnel.texts import N_, Message

Ask = Callable[[str, Frame], Cells]
Piece = tuple[Grain | None, Period, dt.date]
"""A period that something may have been forecast of, by its grain, and the day before which that was."""

_FORECAST_BY = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)

NOT_OVER = Message("not_over", N_("It isn't over yet, so what was forecast of it can't be compared."))
NO_FORECAST = Message("no_forecast", N_("Nothing was forecast of it before it began."))


def foreseen(shape: Foreseen, ask: Ask, source: Source, frame: Frame) -> Cells:
    """The cells of a comparison with forecasts; n counts the periods compared.

    Only periods that are over are compared, and of these only those that something was forecast of.
    """
    made = forecasts(source)
    calendar = source.facts.workspace.calendar
    pieces = [
        _pieces(shape, made, calendar, grain, period) for grain, period in zip(frame.grains, frame.periods, strict=True)
    ]
    parts = _compared(shape, ask, made, frame, {piece for several in pieces for piece in several})
    rows = [
        (place, group, *np.sum([part[group] for part in found if group in part], axis=0), _count(found, group))
        for place, several in enumerate(pieces)
        for found in [[parts[piece] for piece in several]]
        for group in dict.fromkeys(group for part in found for group in part)
    ]
    cells = _cells(rows, frame)
    if frame.dimensions:
        return cells
    running = {place for place, several in enumerate(pieces) if any(one.end > frame.clock for _, one, _ in several)}
    return _every_period(cells, frame, running)


def _pieces(shape: Foreseen, made: Forecasts, calendar: Calendar, grain: Grain | None, period: Period) -> list[Piece]:
    """The periods whose forecasts a value is made from."""
    if shape.weekly:
        return _weeks(made, calendar, period)
    return [(by, one, one.start) for by, one in _whole(shape, made, calendar, grain, period)]


def _weeks(made: Forecasts, calendar: Calendar, period: Period) -> list[Piece]:
    """For each Monday in the period, the shortest period around it that anything was forecast of."""
    mondays = [one.start for one in calendar.periods(period.start, period.end, Grain.WEEK) if one.start in period]
    around = [[(grain, calendar.period(monday, grain), monday) for grain in _FORECAST_BY] for monday in mondays]
    told = ([one for one in several if (one[1].start, one[1].end) in made.by_period] for several in around)
    return [several[0] for several in told if several]


def _whole(
    shape: Foreseen, made: Forecasts, calendar: Calendar, grain: Grain | None, period: Period
) -> list[tuple[Grain | None, Period]]:
    if grain is None:
        if (period.start, period.end) in made.periods_within(period.start, period.end):
            return [(None, period)]
        for finer in (Grain.MONTH, Grain.QUARTER, Grain.WEEK, Grain.YEAR):
            inside = [one for one in calendar.periods(period.start, period.end, finer) if _within(one, period)]
            if any((one.start, one.end) in made.by_period for one in inside):
                return [(finer, one) for one in inside]
        return []
    several = [period]
    while len(several) < shape.periods:
        several.append(calendar.before(several[-1], grain))
    return [(grain, one) for one in several]


def _within(one: Period, period: Period) -> bool:
    return period.start <= one.start and one.end <= period.end


def _compared(
    shape: Foreseen, ask: Ask, made: Forecasts, frame: Frame, pieces: set[Piece]
) -> dict[Piece, dict[Group, tuple[float, float]]]:
    """For each period and group its part of numerator and denominator."""
    compared: dict[Piece, dict[Group, tuple[float, float]]] = defaultdict(dict)
    over = [piece for piece in pieces if piece[1].end <= frame.clock]
    if not over:
        return compared
    whole = sorted({(grain, one) for grain, one, _ in over}, key=lambda each: each[1])
    asked = replace(frame, periods=tuple(one for _, one in whole), grains=tuple(grain for grain, _ in whole))
    actual = _by_group(ask(shape.of, asked))
    covered = _by_group(ask(shape.of, asked.split_by(())))
    places = {each: place for place, each in enumerate(whole)}
    for piece in over:
        grain, one, before = piece
        place = places[grain, one]
        if np.isnan(covered.get((place,), np.nan)):
            continue
        for group, foretold in made.of(one.start, one.end, frame.dimensions, before).items():
            came = actual.get((place, *group), 0.0)
            above, below = shape.formula(np.array([came]), np.array([foretold]))
            compared[piece][group] = (float(above[0]), float(below[0]))
    return compared


def _by_group(cells: Cells) -> dict[Group, float]:
    return dict(zip(cells.groups(), cells.value.tolist(), strict=True))


def _count(found: list[dict[Group, tuple[float, float]]], group: Group) -> int:
    return sum(group in part for part in found)


def _cells(rows: list[tuple[int, Group, float, float, int]], frame: Frame) -> Cells:
    columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
    keys = pa.table(
        {name: pa.array([row[1][place] for row in rows], pa.string()) for place, name in enumerate(columns)}
    )
    above, below, n = (np.array([row[place] for row in rows], dtype=np.float64) for place in (2, 3, 4))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(below > 0, above / below, np.nan)
    places = np.array([row[0] for row in rows], dtype=np.int64)
    blank = nothing(len(rows))
    cells = Cells(places, keys if columns else bare(len(rows)), value, above, below, n, blank, blank)
    return cells.without(below <= 0, NO_RESULT)


def _every_period(cells: Cells, frame: Frame, running: set[int]) -> Cells:
    """With a row for each period: those that have nothing to compare say why; the places ``running`` aren't over."""
    missing = np.setdiff1d(np.arange(len(frame.periods)), cells.place)
    reasons = {
        len(cells) + row: NOT_OVER if place in running or frame.periods[place].end > frame.clock else NO_FORECAST
        for row, place in enumerate(missing.tolist())
    }
    blank, none = nothing(len(missing)), np.zeros(len(missing))
    added = {"value": blank, "numerator": blank, "denominator": blank, "n": none, "low": blank, "high": blank}
    return Cells(
        np.concatenate([cells.place, missing]),
        bare(len(cells) + len(missing)),
        **{name: np.concatenate([getattr(cells, name), more]) for name, more in added.items()},
        reasons=cells.reasons | reasons,
    )
