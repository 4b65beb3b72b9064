"""``goals``: apply a file of objectives, print them as one, and say how they stand."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keyfunnel.cli.amounts import amount
from keyfunnel.cli.options import Json, day, edition_of, home_of
from keyfunnel.cli.screen import out, print_json, print_table, say
from keyfunnel.planning.state import open_state

if TYPE_CHECKING:
    from keyfunnel.planning.results import CycleStatus, KeyResultStatus

commands = typer.Typer(help="Objectives and key results.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="goals")


@commands.command()
def apply(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A YAML file with one cycle's objectives.", metavar="F.yaml")],
) -> None:
    """Make a cycle's goals equal to a file; all of it or nothing."""
    home = home_of(context)
    edition = edition_of(home)
    open_state(home)
    from keyfunnel.planning.apply import apply_file

    for line in apply_file(edition, file).lines():
        say(line)


@commands.command()
def export(context: typer.Context) -> None:
    """Print the goals as YAML that `goals apply` takes."""
    open_state(home_of(context))
    from keyfunnel.planning.export import export as exported

    typer.echo(exported(), nl=False)


@commands.command()
def status(
    context: typer.Context,
    today: Annotated[str | None, typer.Option(metavar="D", help="Judge as of this day, itself included.")] = None,
    cycle: Annotated[str | None, typer.Option(help="Which cycle; else the one that holds the day.")] = None,
    json: Json = False,
) -> None:
    """How each key result stands: progress, where it is heading, status."""
    home = home_of(context)
    edition = edition_of(home)
    open_state(home)
    from keyfunnel.kpis.library import library
    from keyfunnel.planning.status import status as judged

    result = judged(edition, today=day(today, "--today"), cycle=cycle)
    if json:
        print_json(result.as_json())
    else:
        _show(result, {key: kpi.unit for key, kpi in library(edition.workspace).items()})


def _show(cycle: "CycleStatus", units: Mapping[str, str]) -> None:
    """``units`` of the KPIs, by key."""
    out.print(f"{cycle.cycle.name} as of {cycle.today}, edition {cycle.edition}", markup=False)
    for objective in cycle.objectives:
        out.print()
        print_table(
            ("key result", "baseline", "current", "target", "progress", "heading for", "status", "n"),
            (_row(one, units[one.key_result.kpi]) for one in objective.key_results),
            title=f"{objective.objective.title}: {objective.status or 'no status yet'}",
        )


def _row(one: "KeyResultStatus", unit: str) -> tuple[object, ...]:
    goal, outcome = one.key_result, one.outcome
    return (
        goal.title,
        _amount(goal.baseline, unit),
        _amount(outcome.current, unit),
        _target(one.target, unit),
        "" if one.progress_shown is None else f"{one.progress_shown:.0%}",
        _amount(outcome.projected_end, unit),
        outcome.status or (outcome.reason and str(outcome.reason)),
        outcome.n,
    )


def _amount(value: float | None, unit: str) -> str:
    return "" if value is None else amount(value, unit)


def _target(target: "float | dict[str, float] | None", unit: str) -> str:
    """A number, or the band of what is to be kept."""
    if isinstance(target, dict):
        return ", ".join(f"{side.replace('_', ' ')} {amount(value, unit)}" for side, value in target.items())
    return _amount(target, unit)
