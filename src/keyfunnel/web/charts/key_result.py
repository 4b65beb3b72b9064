"""A key result over its cycle: what it reached, where it had to be, where it started and what it aims at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from keyfunnel.web import figures
from keyfunnel.web.aims import Aiming, limits
from keyfunnel.web.charts.look import layered, upwards
from keyfunnel.web.charts.marks import DASHES, level
from keyfunnel.web.charts.ticks import ticks
from keyfunnel.web.charts.times import TimeAxis, of_days

FEW = 14  # a quarter's weeks


class Charted(Aiming, Protocol):
    """``series`` as a snapshot keeps it: dated values, where each had to be, and the least to be not at risk."""

    @property
    def series(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def unit(self) -> str: ...
    @property
    def flow(self) -> bool: ...
    @property
    def undated(self) -> float | None: ...
    @property
    def baseline(self) -> float | None: ...


def key_result_chart(shown: Charted, language: str, currency: str) -> dict[str, Any] | None:
    """None where nothing was measured yet."""
    if not any(point["value"] is not None for point in shown.series):
        return None

    def written(value: float | None) -> str:
        return figures.figure(value, shown.unit, language, currency)

    days = [dt.date.fromisoformat(point["date"]) for point in shown.series]
    rows = [
        {
            **point,
            "day": figures.date(day, language),
            "shown": written(point["value"]),
            "due": written(point["expected"]),
        }
        for point, day in zip(shown.series, days, strict=True)
    ]
    time = of_days(days[0], days[-1], language)
    levels: list[tuple[float, str, str, Sequence[int]]] = [
        (value, f"{_('Target')} {said}", "token:good", ()) for value, said in limits(shown, written)
    ]
    if shown.baseline is not None:
        levels.append((shown.baseline, f"{_('Baseline')} {written(shown.baseline)}", "token:text-3", ()))
    if shown.undated is not None:
        current = f"{_('Current')} {written(shown.undated)}"
        levels.append((shown.undated, current, "token:accent-fill", DASHES[0]))
    height = upwards("height", shown.unit, zero=shown.flow)
    layers = [
        *_pace(rows, time, shown),
        *(level(value, said, height, colour, dashes) for value, said, colour, dashes in levels),
        *_course(time, shown, ticks(shown.unit, language, currency)),
    ]
    return layered(layers, rows, 300, time)


def _pace(rows: Sequence[Mapping[str, Any]], time: TimeAxis, shown: Charted) -> list[dict[str, Any]]:
    """Where it had to be, and the band beside it in which it isn't at risk yet. Nothing where nothing tells: an empty
    layer has no extent, of which Vega complains."""
    if not any(point["expected"] is not None for point in rows):
        return []
    x, y = time.over(), upwards("expected", shown.unit, zero=shown.flow)
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


def _course(time: TimeAxis, shown: Charted, labels: str | None) -> list[dict[str, Any]]:
    """Where it stood; each day tells its numbers to a pointer. Few of them, as months are, are seen."""
    x, y = time.over(), upwards("value", shown.unit, zero=shown.flow, ticks=labels)
    tooltip = [
        {"field": "day", "title": _("Date")},
        {"field": "shown", "title": _("Current")},
        {"field": "due", "title": _("Had to be")},
    ]
    known = [{"filter": "isValid(datum.value)"}]
    few = sum(point["value"] is not None for point in shown.series) <= FEW
    point = {"type": "point", "filled": True, "size": 60, "color": "token:accent-fill", "opacity": float(few)}
    return [
        {
            "transform": known,
            "mark": {"type": "line", "color": "token:accent-fill", "strokeWidth": 2.5},
            "encoding": {"x": x, "y": y},
        },
        {"transform": known, "mark": point, "encoding": {"x": x, "y": y, "tooltip": tooltip}},
    ]
