"""What is drawn across a KPI's trend beside its values: targets by period, levels to compare with, notes on days."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keyfunnel.model.calendar import Period
from keyfunnel.planning.entered.notes import Note
from keyfunnel.web import figures
from keyfunnel.web.charts.look import upwards
from keyfunnel.web.charts.times import TimeAxis
from keyfunnel.web.shown.beside import Beside, Step

LONGEST = 28  # characters of a note beside its rule
APART = 20  # of so many parts of a chart's time one must lie between two notes for both to be named on a phone


@dataclass(frozen=True)
class Across:
    """Layers of a chart: what lies ``behind`` its values, and the ``names`` of that, which nothing may cover."""

    behind: tuple[dict[str, Any], ...]
    names: tuple[dict[str, Any], ...]


NOTHING = Across((), ())


def marks(
    beside: Beside, period: Period, time: TimeAxis, *, unit: str, flow: bool, language: str, currency: str
) -> Across:
    """Layers of a chart over ``period``; none where there is nothing to draw."""

    def written(value: float) -> str:
        return figures.figure(value, unit, language, currency)

    dashes = [
        _steps(steps, time, colour, unit, flow, written)
        for steps, colour in ((beside.aims, "token:good"), (beside.break_even, "token:fair"))
        if steps
    ]
    height = upwards("height", unit, zero=flow)
    drawn = [
        named_level(one.value, one.name, height, "token:text-3", left=at % 2 == 0, dashed=True)
        for at, one in enumerate(one for one in beside.levels if one.drawn)
    ]
    if beside.notes:
        drawn.append(_notes(beside.notes, period, time, language))
    return Across((*dashes, *(line for line, _name in drawn)), tuple(name for _line, name in drawn))


def named_level(
    value: float, name: str, height: Mapping[str, Any], colour: str, *, left: bool, dashed: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A line across, and its name at one end; neighbours are named at opposite ends, as they may lie close together.

    ``height`` is how the field ``height`` is drawn upwards.
    """
    data = {"values": [{"height": value, "label": name}]}
    line = {"type": "rule", "color": colour, **({"strokeDash": [2, 3]} if dashed else {"strokeWidth": 1.5})}
    end = {"align": "left", "dx": 4} if left else {"align": "right", "dx": -4}
    text = {"type": "text", "baseline": "bottom", "dy": -3, "color": colour, **end}
    place = {"y": height, "x": {"value": 0 if left else "width"}, "text": {"field": "label"}}
    return {"data": data, "mark": line, "encoding": {"y": height}}, {"data": data, "mark": text, "encoding": place}


def _steps(steps: Sequence[Step], time: TimeAxis, colour: str, unit: str, flow: bool, written: Any) -> dict[str, Any]:
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
            "x": time.over("from"),
            "x2": {"field": "until"},
            "y": upwards("height", unit, zero=flow),
            "tooltip": [{"field": "told", "title": " "}],
        },
    }


def _notes(
    notes: Sequence[Note], period: Period, time: TimeAxis, language: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A rule each, and their names along them; those close behind another are counted at its name, as theirs would lie
    over it. To the left of the first ones there is no room."""
    apart = (period.end - period.start) / APART
    rows = [
        {
            "on": note.on.isoformat(),
            "label": label,
            "told": f"{figures.date(note.on, language)}: {note.text}",
            "early": note.on - period.start < apart,
        }
        for note, label in _named(notes, apart)
    ]
    x = time.over("on")
    tooltip = [{"field": "told", "title": " "}]
    rule = {"type": "rule", "color": "token:text-3", "strokeWidth": 1.5, "clip": True}
    beside = {"baseline": {"expr": "datum.early ? 'top' : 'bottom'"}, "dy": {"expr": "datum.early ? 3 : -3"}}
    text = {"type": "text", "angle": -90, "align": "right", "dx": -2, "fontSize": 10, "color": "token:text-2", **beside}
    encoding = {"x": x, "y": {"value": 0}, "text": {"field": "label"}, "tooltip": tooltip}
    return (
        {"data": {"values": rows}, "mark": rule, "encoding": {"x": x, "tooltip": tooltip}},
        {"data": {"values": rows}, "mark": text, "encoding": encoding},
    )


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
