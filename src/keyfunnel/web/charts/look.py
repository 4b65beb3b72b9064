"""How every chart looks. ``token:name`` is replaced in the browser by the colour that token has in its theme."""

from typing import Any

from keyfunnel.web.language import language

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Thai', 'Noto Sans CJK SC', sans-serif"

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelColor": "token:text-3",
        "labelFontSize": 11,
        "labelPadding": 6,
        "title": None,
    },
    "axisY": {"grid": True, "gridColor": "token:line", "tickCount": 5},
    "axisX": {"labelOverlap": "parity", "labelSeparation": 12},
}

# A day without its year, where a language doesn't put the month before the day and leave it at that.
DAYS = {"th": "%-d %b", "zh-hans": "%-m月%-d日", "hu": "%b %-d."}
AXIS_FORMATS = {"ratio": ".0%"}


def layered(layers: list[dict[str, Any]], rows: list[dict[str, Any]], height: int) -> dict[str, Any]:
    """A chart as wide as its place on the page."""
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": rows},
        "layer": layers,
        "config": CONFIG,
    }


def over_time(field: str = "date") -> dict[str, Any]:
    days = DAYS.get(language(), "%b %-d")
    return {
        "field": field,
        "type": "temporal",
        "title": None,
        "axis": {"format": {"year": "%Y", "quarter": "%b", "month": "%b", "week": days, "date": days}},
    }


def upwards(field: str, unit: str, *, zero: bool, ticks: str | None = None) -> dict[str, Any]:
    """``ticks`` (:mod:`keyfunnel.web.charts.ticks`) says how the axis is labelled, once for all that share it."""
    return {
        "field": field,
        "type": "quantitative",
        "title": None,
        "scale": {"zero": zero, "nice": True},
        "axis": {"format": AXIS_FORMATS.get(unit, ",~f"), **({"labelExpr": ticks} if ticks else {})},
    }
