"""``kpi sets``: the few KPIs that each team goes by."""

from pathlib import Path
from typing import Annotated

import typer

from keyfunnel.cli.options import Json, home_of
from keyfunnel.cli.screen import out, print_json, print_table, say
from keyfunnel.planning.state import open_state

sets = typer.Typer(help="The few KPIs that each team goes by.", no_args_is_help=True)


def register(commands: typer.Typer) -> None:
    commands.add_typer(sets, name="sets")


@sets.command("apply")
def apply_sets(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="YAML with `kpi_sets`: name, team, kpis.", metavar="F.yaml")],
) -> None:
    """Make the workspace's KPI sets those of a file, and say what speaks against them."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.kpi_sets import apply_sets

    edition = apply_sets(home, file)
    say("Saved." if edition is None else f"Saved: edition {edition.number}.")
    _advise(context)


@sets.command("list")
def list_sets(context: typer.Context, json: Json = False) -> None:
    """Every set with its KPIs, and what speaks against it."""
    from keyfunnel.kpis.sets import advice

    workspace = home_of(context).workspace
    if json:
        print_json(
            [
                {
                    "name": one.name,
                    "team": one.team or None,
                    "kpis": one.kpis,
                    "advice": [{"code": m.code, "message": str(m)} for m in advice(one, workspace)],
                }
                for one in workspace.kpi_sets
            ]
        )
        return
    print_table(("set", "team", "KPIs"), ((one.name, one.team, ", ".join(one.kpis)) for one in workspace.kpi_sets))
    _advise(context)


def _advise(context: typer.Context) -> None:
    from keyfunnel.kpis.sets import advice

    workspace = home_of(context).workspace
    for one in workspace.kpi_sets:
        for message in advice(one, workspace):
            out.print(f"  {one.name}: {message}", markup=False)
