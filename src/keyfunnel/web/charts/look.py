"""How every chart looks. ``token:name`` is replaced in the browser by the colour that token has in its theme."""

from typing import Any

from keyfunnel.web.charts.ticks import measures
from keyfunnel.web.charts.times import TimeAxis

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Thai', 'Noto Sans CJK SC', sans-serif"

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    # A chart is told as one picture and by the table below it; what Vega says of its parts is English.
    "mark": {"aria": False},
    "axis": {
        "aria": False,
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelColor": "token:text-3",
        "labelFontSize": 11,
        "labelPadding": 8,
        "title": None,
        "titleColor": "token:text-3",
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    },
    "axisY": {"grid": True, "gridColor": "token:line"},
    "axisX": {"labelOverlap": "parity", "labelFlush": False, "titleAlign": "center", "titlePadding": 4},
    "line": {"strokeJoin": "round", "strokeCap": "round"},
}

STEPS = 5  # between the labels of an axis, about: it ends at one of them on either side

# As many decimals as the steps between the labels need, the same in all of them.
AXIS_FORMATS = {"ratio": "%"}


def layered(layers: list[dict[str, Any]], rows: list[dict[str, Any]], height: int, time: TimeAxis) -> dict[str, Any]:
    """A chart as wide as its place on the page."""
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "params": [{"name": "labelled", "expr": time.labelled}, *measures(STEPS)],
        "data": {"values": rows},
        "layer": layers,
        "config": CONFIG,
    }


def upwards(field: str, unit: str, *, zero: bool, ticks: str | None = None) -> dict[str, Any]:
    """``ticks`` (:mod:`keyfunnel.web.charts.ticks`) says how the axis is labelled, once for all that share it."""
    return {
        "field": field,
        "type": "quantitative",
        "title": None,
        "scale": {"zero": zero, "nice": STEPS},
        "axis": {"tickCount": STEPS, "format": AXIS_FORMATS.get(unit, ",f"), **({"labelExpr": ticks} if ticks else {})},
    }
