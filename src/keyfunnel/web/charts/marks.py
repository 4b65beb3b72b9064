"""What is drawn across a KPI's trend beside its values: targets by period, levels to compare with, notes on days."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from keyfunnel.model.calendar import Period
from keyfunnel.planning.entered.notes import Note
from keyfunnel.web import figures
from keyfunnel.web.charts.look import over_time, upwards
from keyfunnel.web.shown.beside import Beside, Level, Step

LONGEST = 28  # characters of a note beside its rule
APART = 20  # of so many parts of a chart's time one must lie between two notes for both to be named on a phone


def marks(beside: Beside, time: Period, *, unit: str, flow: bool, language: str, currency: str) -> list[dict[str, Any]]:
    """Layers of a chart over ``time``; none where there is nothing to draw."""

    def written(value: float) -> str:
        return figures.figure(value, unit, language, currency)

    layers = []
    for steps, colour in ((beside.aims, "token:good"), (beside.break_even, "token:fair")):
        if steps:
            layers.append(_steps(steps, colour, unit, flow, written))
    drawn = [one for one in beside.levels if one.drawn]
    layers += [_level(one, unit, flow, left=index % 2 == 0) for index, one in enumerate(drawn)]
    if beside.notes:
        layers.append(_notes(beside.notes, (time.end - time.start) / APART, language))
    return layers


def _steps(steps: Sequence[Step], colour: str, unit: str, flow: bool, written: Any) -> dict[str, Any]:
    """A line over each period at its own height."""
    rows = [
        {
            "from": one.period.start.isoformat(),
            "until": one.period.last_day.isoformat(),
            "height": one.value,
            "told": f"{one.name} {written(one.value)}",
        }
        for one in steps
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": colour, "strokeWidth": 2, "strokeDash": [5, 3], "clip": True},
        "encoding": {
            "x": over_time("from"),
            "x2": {"field": "until"},
            "y": upwards("height", unit, zero=flow),
            "tooltip": [{"field": "told", "title": " "}],
        },
    }


def _level(one: Level, unit: str, flow: bool, *, left: bool) -> dict[str, Any]:
    """Named at one end of its line; neighbours are named at opposite ends, as they may lie close together."""
    y = upwards("height", unit, zero=flow)
    end = {"align": "left", "dx": 4} if left else {"align": "right", "dx": -4}
    text = {"type": "text", "baseline": "bottom", "dy": -3, "color": "token:text-3", **end}
    return {
        "data": {"values": [{"height": one.value, "label": one.name}]},
        "layer": [
            {"mark": {"type": "rule", "color": "token:text-3", "strokeDash": [2, 3]}, "encoding": {"y": y}},
            {"mark": text, "encoding": {"y": y, "x": {"value": 0 if left else "width"}, "text": {"field": "label"}}},
        ],
    }


def _notes(notes: Sequence[Note], apart: dt.timedelta, language: str) -> dict[str, Any]:
    """A rule each; those close behind another are counted at its name, as theirs would lie over it."""
    rows = [
        {
            "on": note.on.isoformat(),
            "label": label,
            "told": f"{figures.date(note.on, language)}: {note.text}",
        }
        for note, label in _named(notes, apart)
    ]
    x = over_time("on")
    tooltip = [{"field": "told", "title": " "}]
    text = {"type": "text", "angle": -90, "align": "right", "baseline": "bottom", "dx": -2, "dy": -3, "fontSize": 10}
    return {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "color": "token:text-3", "strokeWidth": 1.5, "clip": True},
                "encoding": {"x": x, "tooltip": tooltip},
            },
            {
                "mark": {**text, "color": "token:text-2", "clip": True},
                "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "label"}, "tooltip": tooltip},
            },
        ],
    }


def _named(notes: Sequence[Note], apart: dt.timedelta) -> list[tuple[Note, str]]:
    """Ascending ``notes`` with what stands at each: nothing, where the last that is named lies less than ``apart``
    before."""
    groups: list[list[Note]] = []
    for note in notes:
        if groups and note.on - groups[-1][0].on < apart:
            groups[-1].append(note)
        else:
            groups.append([note])
    return [(note, "" if at else _label(group)) for group in groups for at, note in enumerate(group)]


def _label(group: Sequence[Note]) -> str:
    text = group[0].text
    short = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
    return short if len(group) == 1 else f"{short} +{len(group) - 1}"
