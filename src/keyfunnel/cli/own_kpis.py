"""``kpi apply`` and ``kpi export``: the KPIs that a workspace defines for itself."""

from pathlib import Path
from typing import Annotated

import typer

from keyfunnel.cli.options import home_of
from keyfunnel.cli.screen import say
from keyfunnel.planning.state import open_state


def register(commands: typer.Typer) -> None:
    """Beside the catalogue's own commands."""
    commands.command("apply")(apply)
    commands.command("export")(export)


def apply(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="YAML with the workspace's own KPIs, all of them.", metavar="F.yaml")],
) -> None:
    """Make the workspace's own KPIs those of a file; they behave like the catalogue's from then on."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.own_kpis import apply_kpis

    edition = apply_kpis(home, file)
    say("Saved." if edition is None else f"Saved and measured: edition {edition.number}.")


def export(context: typer.Context) -> None:
    """Print the workspace's own KPIs as YAML that `kpi apply` takes."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.own_kpis import export_kpis

    typer.echo(export_kpis(home), nl=False)
