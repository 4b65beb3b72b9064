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


def trend(
    measured: Sequence[Measurement],
    looked_at: Period,
    *,
    time: TimeAxis,
    flow: bool,
    language: str,
    currency: str,
    across: Across = NOTHING,
) -> dict[str, Any]:
    """Flows are drawn from zero; levels in the range they move in. A period without data breaks the line."""
    rows = [_row(one, language, currency) for one in measured]
    unit = measured[0].unit if measured else "count"
    x, y = time.over(), upwards("value", unit, zero=flow, ticks=ticks(unit, language, currency))
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
            "mark": {"type": "rect", "color": "token:accent-tint", "clip": True},
            "encoding": {"x": time.over("start"), "x2": {"field": "end"}},
        },
        *_band(rows, time, unit, zero=flow),
        *across.behind,
        {"mark": {"type": "line", "color": "token:accent-fill", "strokeWidth": 2}, "encoding": {"x": x, "y": y}},
        {
            "mark": {"type": "point", "filled": True, "size": 36, "color": "token:accent-fill"},
            "encoding": {"x": x, "y": y, **shown},
        },
        *across.names,
    ]
    return layered(layers, rows, 260)


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


def _row(one: Measurement, language: str, currency: str) -> dict[str, Any]:
    return {
        "date": one.period.start.isoformat(),
        "period": figures.period(one.period, language),
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "shown": figures.figure(one.value, one.unit, language, currency),
        "range": figures.interval(one.low, one.high, one.unit, language, currency),
        "rows": figures.number(one.n, language),
    }
