"""A key result over its cycle: what it reached, where it had to be, where it started and what it aims at."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from keyfunnel.web import figures
from keyfunnel.web.charts.look import layered, over_time, upwards
from keyfunnel.web.charts.ticks import ticks


class Charted(Protocol):
    """``series`` as a snapshot keeps it: dated values, where each had to be, and the least to be not at risk."""

    @property
    def series(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def unit(self) -> str: ...
    @property
    def flow(self) -> bool: ...
    @property
    def baseline(self) -> float | None: ...
    @property
    def targets(self) -> tuple[float, ...]: ...


def key_result_chart(shown: Charted, language: str, currency: str) -> dict[str, Any] | None:
    """None where nothing was measured yet."""
    if not any(point["value"] is not None for point in shown.series):
        return None

    def written(value: float | None) -> str:
        return figures.figure(value, shown.unit, language, currency)

    rows = [{**point, "shown": written(point["value"]), "due": written(point["expected"])} for point in shown.series]
    levels = [(value, _("Target"), "token:good") for value in shown.targets]
    if shown.baseline is not None:
        levels.append((shown.baseline, _("Baseline"), "token:text-3"))
    layers = [
        *_pace(rows, shown),
        *(_level(value, f"{name} {written(value)}", colour, shown) for value, name, colour in levels),
        *_course(shown, ticks(shown.unit, language, currency)),
    ]
    return layered(layers, rows, 300)


def _pace(rows: Sequence[Mapping[str, Any]], shown: Charted) -> list[dict[str, Any]]:
    """Where it had to be, and the band beside it in which it isn't at risk yet. Nothing where nothing tells: an empty
    layer has no extent, of which Vega complains."""
    if not any(point["expected"] is not None for point in rows):
        return []
    x, y = over_time(), upwards("expected", shown.unit, zero=shown.flow)
    return [
        {
            "transform": [{"filter": "isValid(datum.expected) && isValid(datum.lagging)"}],
            "mark": {"type": "area", "color": "token:text-3", "opacity": 0.18},
            "encoding": {"x": x, "y": y, "y2": {"field": "lagging"}},
        },
        {
            "transform": [{"filter": "isValid(datum.expected)"}],
            "mark": {"type": "line", "color": "token:text-3", "strokeWidth": 1, "strokeDash": [4, 3]},
            "encoding": {"x": x, "y": y},
        },
    ]


def _course(shown: Charted, labels: str | None) -> list[dict[str, Any]]:
    """Where it stood; each day tells its numbers to a pointer."""
    x, y = over_time(), upwards("value", shown.unit, zero=shown.flow, ticks=labels)
    tooltip = [
        {"field": "date", "type": "temporal", "title": _("Date"), "format": "%x"},
        {"field": "shown", "title": _("Current")},
        {"field": "due", "title": _("Had to be")},
    ]
    known = [{"filter": "isValid(datum.value)"}]
    point = {"type": "point", "filled": True, "size": 60, "color": "token:accent-fill", "opacity": 0}
    return [
        {
            "transform": known,
            "mark": {"type": "line", "color": "token:accent-fill", "strokeWidth": 2.5},
            "encoding": {"x": x, "y": y},
        },
        {"transform": known, "mark": point, "encoding": {"x": x, "y": y, "tooltip": tooltip}},
    ]


def _level(value: float, label: str, colour: str, shown: Charted) -> dict[str, Any]:
    """A line across with its name and number at the left end."""
    y = upwards("level", shown.unit, zero=shown.flow)
    return {
        "data": {"values": [{"level": value, "label": label}]},
        "layer": [
            {"mark": {"type": "rule", "color": colour, "strokeWidth": 1.5}, "encoding": {"y": y}},
            {
                "mark": {"type": "text", "align": "left", "baseline": "bottom", "dx": 4, "dy": -3, "color": colour},
                "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "label"}},
            },
        ],
    }
