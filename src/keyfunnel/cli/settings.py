"""``init`` and ``settings``: make a workspace, show and change what its numbers depend on."""

from pathlib import Path
from typing import Annotated

import typer

from keyfunnel.cli.options import home_of, place_of
from keyfunnel.cli.screen import say
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace

commands = typer.Typer(help="Show or change what the workspace's numbers depend on.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.add_typer(commands, name="settings")


def init(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="What the workspace is called.")] = "Keyfunnel",
    currency: Annotated[str, typer.Option(help="ISO 4217 code that money is shown in.")] = "USD",
    timezone: Annotated[str, typer.Option(help="IANA name, such as Europe/Budapest.")] = "UTC",
    fiscal_start: Annotated[int, typer.Option(help="Month in which the fiscal year begins, 1 to 12.")] = 1,
    locale: Annotated[str, typer.Option(help="Settles ambiguous dates and numbers, such as en-GB.")] = "en",
) -> None:
    """Make an empty workspace."""
    home = place_of(context)
    if home.exists:
        raise BadInput(f"There is a workspace at {home.path} already: change it with `keyfunnel settings apply`")
    home.create(
        Workspace(name=name, currency=currency.upper(), timezone=timezone, fiscal_start=fiscal_start, locale=locale)
    )
    say(f"Made a workspace at {home.path}. Next: keyfunnel import FILES")


@commands.command()
def show(context: typer.Context) -> None:
    """Print the settings as YAML, ready to be edited and applied."""
    from keyfunnel.lake.settings import to_yaml

    typer.echo(to_yaml(home_of(context).workspace), nl=False)


@commands.command("apply")
def apply_settings(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="YAML with the settings to change; others stay.", metavar="F.yaml")],
) -> None:
    """Change settings; numbers that depend on them are measured anew, as a new edition."""
    from keyfunnel.planning.settings import apply

    edition = apply(home_of(context), file)
    say("Settings saved." if edition is None else f"Settings saved and measured anew: edition {edition.number}.")
