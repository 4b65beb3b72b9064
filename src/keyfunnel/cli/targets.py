"""``targets``: quotas and plans by KPI, scope and period."""

from pathlib import Path
from typing import Annotated

import typer

from keyfunnel.cli.amounts import amount as shown
from keyfunnel.cli.files import import_files
from keyfunnel.cli.options import Json, home_of
from keyfunnel.cli.screen import print_json, print_table, say
from keyfunnel.model.workspace import Workspace
from keyfunnel.planning.state import open_state

commands = typer.Typer(help="Targets and quotas, by KPI, scope and period.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(metavar="KPI", help="A KPI's key, such as revenue.")]
PeriodName = Annotated[
    str, typer.Argument(metavar="PERIOD", help="2017, 2017-Q3 or 2017-06; fiscal where that is set.")
]
Scope = Annotated[
    str, typer.Option(help="company, or the name or id of a team or rep; team:… and rep:… tell them apart.")
]


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="targets")


@commands.command("list")
def list_targets(
    context: typer.Context,
    kpi: Annotated[str | None, typer.Option(help="Only this KPI's.")] = None,
    json: Json = False,
) -> None:
    """Every target that stands, and where it is from."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.kpis.library import get
    from keyfunnel.planning.entered.targets import targets

    chosen = get(kpi, home.workspace).key if kpi else None
    found = [one for one in targets(home.lake.current()) if chosen in (None, one.kpi)]
    if json:
        print_json(
            [{"kpi": t.kpi, "scope": t.scope, "period": t.period, "amount": t.amount, "from": t.origin} for t in found]
        )
    elif not found:
        say("No targets are set: `keyfunnel targets set KPI PERIOD AMOUNT` sets one.")
    else:
        print_table(
            ("kpi", "scope", "period", "amount", "from"),
            ((t.kpi, t.scope, t.period, shown(t.amount, _unit(t.kpi, home.workspace)), t.origin) for t in found),
        )


@commands.command("set")
def set_target(
    context: typer.Context,
    kpi: Key,
    period: PeriodName,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="In the KPI's unit; 65% or 0.65 for ratios.")],
    scope: Scope = "company",
) -> None:
    """Set a target, in place of the one that stands for the same KPI, scope and period."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.entered.targets import read, set_targets

    edition = set_targets(home, [read(home.lake.current(), kpi, scope, period, amount)], by=None)
    say("That target stands already." if edition is None else f"Set. Edition {edition.number} stands.")


@commands.command()
def remove(context: typer.Context, kpi: Key, period: PeriodName, scope: Scope = "company") -> None:
    """Take a target away."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.entered import targets

    edition = targets.remove(home, targets.read(home.lake.current(), kpi, scope, period, None), by=None)
    say("Removed." if edition is None else f"Removed. Edition {edition.number} stands.")


@commands.command("import")
def import_targets(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files with columns kpi, scope, period and amount.")],
    mapping: Annotated[Path | None, typer.Option(help="A mapping file; else the suggested one.")] = None,
    json: Json = False,
) -> None:
    """The same as `import`: rows are updated by KPI, scope and period, the others stay."""
    import_files(context, paths, mapping=mapping, json=json)


def _unit(key: str, workspace: Workspace) -> str:
    from keyfunnel.kpis.library import library

    known = library(workspace)
    return known[key].unit if key in known else "count"
