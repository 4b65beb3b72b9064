"""``funnel``: who reached which stage, how fast, and where it leaks."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keyfunnel.cli.options import (
    By,
    EditionNumber,
    End,
    Json,
    Start,
    Where,
    bounds,
    dimensions,
    edition_of,
    filters,
    home_of,
)
from keyfunnel.cli.screen import out, print_json, print_table
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import LONGEST_WINDOW

if TYPE_CHECKING:
    from keyfunnel.funnel.result import FunnelGroup


def register(app: typer.Typer) -> None:
    app.command()(funnel)


def funnel(
    context: typer.Context,
    by: By = None,
    window: Annotated[str | None, typer.Option(help="Longest way through, such as 90d.")] = None,
    view: Annotated[str, typer.Option(help="cohort (who entered in the range) or period (entries in it).")] = "cohort",
    skips: Annotated[str, typer.Option(help="count (a later stage implies those skipped) or strict.")] = "count",
    where: Where = None,
    start: Start = None,
    end: End = None,
    edition: EditionNumber = None,
    json: Json = False,
) -> None:
    """The funnel stage by stage: reached, conversion with its interval, time, and the leak."""
    from keyfunnel.funnel.funnel import funnel as measured
    from keyfunnel.funnel.query import FunnelQuery

    facts = edition_of(home_of(context), edition).facts()
    first, last = bounds(start, end)
    groups = measured(
        facts,
        FunnelQuery(
            by=dimensions(by),
            window_days=_days(window, facts.workspace.funnel_window_days),
            view=_choice("--view", view, ("cohort", "period")),
            skips=_choice("--skips", skips, ("count", "strict")),
            start=first,
            end=last,
            where=filters(where),
        ),
    )
    if json:
        print_json([_document(group) for group in groups])
    else:
        for group in groups:
            _show(group)


def _days(text: str | None, default: int) -> int:
    if text is None:
        return default
    found = re.fullmatch(r"(\d+)\s*d?", text.strip())
    if not found or not 1 <= int(found[1]) <= LONGEST_WINDOW:
        raise BadInput(f"--window: {text!r} is not a number of days such as 90d, up to {LONGEST_WINDOW:,}")
    return int(found[1])


def _choice(option: str, value: str, known: tuple[str, ...]) -> Any:
    if value not in known:
        raise BadInput(f"{option}: {value!r} is none of {', '.join(known)}")
    return value


def _document(group: "FunnelGroup") -> dict[str, Any]:
    leak = group.leak
    return {
        "dimensions": group.dimensions,
        "stages": [
            {
                "name": stage.name,
                "phase": stage.phase,
                "reached": stage.reached,
                "step_rate": stage.step_rate,
                "step_low": stage.step_low,
                "step_high": stage.step_high,
                "cumulative_rate": stage.cumulative_rate,
                "median_days": stage.median_days,
                "p90_days": stage.p90_days,
                "immature": stage.immature,
                "reason": stage.reason and str(stage.reason),
            }
            for stage in group.stages
        ],
        "leak": leak and leak.as_json(),
    }


def _show(group: "FunnelGroup") -> None:
    title = ", ".join(f"{name}: {value or 'none'}" for name, value in group.dimensions.items())
    print_table(
        ("stage", "reached", "of last", "95 %", "of all", "median d", "p90 d", ""),
        (
            (
                stage.name,
                stage.reached,
                _percent(stage.step_rate),
                f"{_percent(stage.step_low)} – {_percent(stage.step_high)}" if stage.step_low is not None else "",
                _percent(stage.cumulative_rate),
                stage.median_days,
                stage.p90_days,
                "maturing" if stage.immature else "",
            )
            for stage in group.stages
        ),
        title=title or None,
    )
    for stage in group.stages:
        if stage.reason:
            out.print(f"  {stage.name}: {stage.reason}", markup=False)
        if stage.started and stage.reached and stage.started < stage.reached:
            out.print(f"  {stage.name}: {stage.started:,} of {stage.reached:,} begin here (deals without a lead); "
                      'its "of last" and every "of all" leave them out.', markup=False)  # fmt: skip
    if group.leak:
        out.print(f"Leak: {group.leak.message}", markup=False)
        if group.leak.left_out:
            out.print(f"  {group.leak.left_out}", markup=False)


def _percent(rate: float | None) -> str:
    if rate is None:
        return ""
    return "<0.1%" if 0 < rate < 0.0005 else f"{rate:.1%}"
