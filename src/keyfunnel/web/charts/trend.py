"""A KPI over time: its line, the interval around it, and the period one is looking at."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Period
from keyfunnel.web import figures
from keyfunnel.web.charts.look import layered, upwards
from keyfunnel.web.charts.marks import NOTHING, Across
from keyfunnel.web.charts.ticks import ticks
from keyfunnel.web.charts.times import TimeAxis
from keyfunnel.web.decimals import decimals
from keyfunnel.web.shown.unfinished import Unfinished

FILL = {"condition": {"test": "datum.running", "value": "token:panel"}, "value": "token:accent-fill"}


def trend(
    measured: Sequence[Measurement],
    looked_at: Period,
    *,
    time: TimeAxis,
    zero: bool,
    language: str,
    currency: str,
    across: Across = NOTHING,
    running: Unfinished | None = None,
) -> dict[str, Any]:
    """From ``zero``, or in the range that values move in. A period without data breaks the line; one that
    isn't over is dashed and hollow."""
    rows = [_row(one, running, language, currency) for one in measured]
    unit = measured[0].unit if measured else "count"
    x, y = time.over(), upwards("value", unit, zero=zero, ticks=ticks(unit, language, currency))
    shown = {
        "tooltip": [
            {"field": "period", "title": _("Period")},
            {"field": "shown", "title": _("Value")},
            {"field": "range", "title": _("95% interval")},
            {"field": "rows", "title": "n"},
        ]
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [{"start": looked_at.start.isoformat(), "end": looked_at.last_day.isoformat()}]},
            "mark": {"type": "rect", "color": "token:text-3", "opacity": 0.12, "clip": True},
            "encoding": {"x": time.over("start"), "x2": {"field": "end"}},
        },
        *_band(rows, time, unit, zero=zero),
        *across.behind,
        *_whole(rows, x, y),
        *_to_running(rows, x, y),
        {
            "mark": {"type": "point", "size": 36, "opacity": 1, "stroke": "token:accent-fill", "strokeWidth": 1.5},
            "encoding": {"x": x, "y": y, "fill": FILL, **shown},
        },
        *across.numbers,
    ]
    return layered(layers, rows, 260, time)


def _whole(rows: Sequence[Mapping[str, Any]], x: Any, y: Any) -> list[dict[str, Any]]:
    """The line through all periods that are over; none where there are none, as nothing has no extent."""
    if all(row["running"] for row in rows):
        return []
    line = {"type": "line", "color": "token:accent-fill", "strokeWidth": 2}
    return [{"transform": [{"filter": "!datum.running"}], "mark": line, "encoding": {"x": x, "y": y}}]


def _to_running(rows: Sequence[Mapping[str, Any]], x: Any, y: Any) -> list[dict[str, Any]]:
    """The way from the last whole period to one that isn't over; nothing where either has no value."""
    last = next((at for at, row in enumerate(rows) if row["running"]), 0)
    pair = rows[last - 1 : last + 1] if last else ()
    if not pair or any(row["value"] is None for row in pair):
        return []
    dashed = {"type": "line", "color": "token:accent-fill", "strokeWidth": 2, "strokeDash": [4, 3]}
    return [{"data": {"values": list(pair)}, "mark": dashed, "encoding": {"x": x, "y": y}}]


def _band(rows: Sequence[Mapping[str, Any]], time: TimeAxis, unit: str, *, zero: bool) -> list[dict[str, Any]]:
    """The interval around each value; nothing for a KPI without one."""
    if not any(row["low"] is not None for row in rows):
        return []
    return [
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "area", "color": "token:accent-fill", "opacity": 0.16, "interpolate": "linear"},
            "encoding": {"x": time.over(), "y": upwards("low", unit, zero=zero), "y2": {"field": "high"}},
        }
    ]


def _row(one: Measurement, running: Unfinished | None, language: str, currency: str) -> dict[str, Any]:
    is_running, period = running is not None and one.period == running.period, figures.period(one.period, language)
    if running and is_running:
        period += " · " + _("up to %(day)s") % {"day": figures.date(running.until, language)}
    places = decimals((one.value, one.low, one.high), one.unit, currency)
    return {
        "date": one.period.start.isoformat(),
        "period": period,
        "running": is_running,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "shown": figures.figure(one.value, one.unit, language, currency, places),
        "range": figures.interval(one.low, one.high, one.unit, language, currency, places),
        "rows": figures.number(one.n, language),
    }
