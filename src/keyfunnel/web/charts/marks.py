"""What is drawn across a KPI's trend beside its values: targets by period, levels to compare with, notes on days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keyfunnel.model.calendar import Period
from keyfunnel.planning.entered.notes import Note
from keyfunnel.web import figures
from keyfunnel.web.charts.look import upwards
from keyfunnel.web.charts.times import TimeAxis
from keyfunnel.web.shown.beside import Beside, Step

DASHES = ((6, 4), (2, 3))  # of levels, one after the other, as the key below the chart has them
APART = 10  # of so many parts of a chart's time one must lie between two notes for both to be numbered on a phone


@dataclass(frozen=True)
class Across:
    """Layers of a chart: what lies ``behind`` its values, and the ``numbers`` above it of what is told below."""

    behind: tuple[dict[str, Any], ...]
    numbers: tuple[dict[str, Any], ...]


NOTHING = Across((), ())


def marks(
    beside: Beside, period: Period, time: TimeAxis, *, unit: str, zero: bool, language: str, currency: str
) -> Across:
    """Layers of a chart over ``period``; none where there is nothing to draw."""

    def written(value: float) -> str:
        return figures.figure(value, unit, language, currency)

    dashes = [
        _steps(steps, time, colour, unit, zero, written)
        for steps, colour in ((beside.aims, "token:good"), (beside.break_even, "token:fair"))
        if steps
    ]
    height = upwards("height", unit, zero=zero)
    levels = [
        level(one.value, f"{one.name} {written(one.value)}", height, "token:text-3", DASHES[at % len(DASHES)])
        for at, one in enumerate(beside.levels)
        if one.drawn
    ]
    rules, numbers = _notes(beside.notes, period, time, language) if beside.notes else ((), ())
    return Across((*dashes, *levels, *rules), numbers)


def level(
    value: float, told: str, height: Mapping[str, Any], colour: str, dashes: Sequence[int] = ()
) -> dict[str, Any]:
    """A line across. What it is stands below the chart, where it covers no value, and is ``told`` to a pointer.

    ``height`` is how the field ``height`` is drawn upwards.
    """
    look = {"strokeDash": list(dashes)} if dashes else {"strokeWidth": 1.5}
    return {
        "data": {"values": [{"height": value, "told": told}]},
        "mark": {"type": "rule", "color": colour, **look},
        "encoding": {"y": height, "tooltip": [{"field": "told", "title": " "}]},
    }


def _steps(steps: Sequence[Step], time: TimeAxis, colour: str, unit: str, zero: bool, written: Any) -> dict[str, Any]:
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
            "y": upwards("height", unit, zero=zero),
            "tooltip": [{"field": "told", "title": " "}],
        },
    }


def _notes(
    notes: Sequence[Note], period: Period, time: TimeAxis, language: str
) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """A rule each, and above the chart the numbers under which they are told below it."""
    told = [{"on": one.on.isoformat(), "told": f"{figures.date(one.on, language)}: {one.text}"} for one in notes]
    rows = [{**row, "number": number} for row, number in zip(told, numbered(notes, period), strict=True)]
    x = time.over("on")
    encoding = {"x": x, "tooltip": [{"field": "told", "title": " "}]}
    rule = {"type": "rule", "color": "token:text-3", "strokeWidth": 1.5, "clip": True}
    text = {"type": "text", "baseline": "bottom", "dy": -4, "fontSize": 11, "color": "token:text-2"}
    above = {**encoding, "y": {"value": 0}, "text": {"field": "number"}}
    return (
        ({"data": {"values": rows}, "mark": rule, "encoding": encoding},),
        ({"data": {"values": rows}, "mark": text, "encoding": above},),
    )


def numbered(notes: Sequence[Note], period: Period) -> list[str]:
    """What stands above each of ascending ``notes``, counted from 1: those close behind another share its place
    (``1–3``), as their own numbers would lie over it."""
    apart = (period.end - period.start) / APART
    groups: list[list[int]] = []
    for at, note in enumerate(notes):
        if groups and note.on - notes[groups[-1][0]].on < apart:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [("" if at != group[0] else _numbers(group)) for group in groups for at in group]


def _numbers(group: Sequence[int]) -> str:
    first, last = group[0] + 1, group[-1] + 1
    return str(first) if first == last else f"{first}–{last}"
