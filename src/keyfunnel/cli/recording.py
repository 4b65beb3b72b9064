"""``kpi record`` and ``kpi recorded``: values of the KPIs that people enter."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keyfunnel.cli.amounts import amount
from keyfunnel.cli.options import Json, home_of
from keyfunnel.cli.screen import print_json, print_table, say
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.state import open_state

if TYPE_CHECKING:
    from keyfunnel.lake.home import Home
    from keyfunnel.planning.entered.values import Value


def register(commands: typer.Typer) -> None:
    """Beside the catalogue's own commands."""
    commands.command("record")(record)
    commands.command("recorded")(recorded)


def record(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="A manual KPI's key.")] = None,
    date: Annotated[str | None, typer.Option(metavar="D", help="The day it is of, as 2017-10-01.")] = None,
    value: Annotated[str | None, typer.Option(metavar="V", help="In the KPI's unit; 65% or 0.65 for ratios.")] = None,
    scope: Annotated[str, typer.Option(help="company, or the name or id of a team or rep.")] = "company",
    comment: Annotated[str, typer.Option(help="What is to be said about it.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the value of that day and scope back.")] = False,
    file: Annotated[
        Path | None,
        typer.Option(metavar="F", help="CSV or YAML with date, value and, if need be, kpi, scope and comment."),
    ] = None,
) -> None:
    """Enter a value of a manual KPI; a second one of the same day and scope corrects it, and both are kept."""
    home = home_of(context)
    if file is not None:
        if date or value or withdraw or comment or scope != "company":
            raise BadInput("--file: the values, days and scopes stand in the file; name none beside it")
    elif key is None or date is None or (value is None) != withdraw:
        raise BadInput("Name a KPI with --date and --value, or --withdraw; or a --file of values")
    open_state(home)
    from keyfunnel.planning.entered.value_files import read_values
    from keyfunnel.planning.entered.values import record_values

    wanted = read_values(home, file, key) if file else [_typed(home, key or "", date or "", value, scope, comment)]
    edition = record_values(home, wanted, by=None)
    if edition is None:
        say("That is what stands already.")
        return
    say(f"{len(wanted):,} entered. Edition {edition.number} stands.")
    clock = edition.observed_until.date()
    if any(one.on > clock for one in wanted):
        say(f"The data reach to {clock}: a value of a later day counts once they reach it.")


def _typed(home: "Home", key: str, date: str, value: str | None, scope: str, comment: str) -> "Value":
    from keyfunnel.planning.entered.values import read
    from keyfunnel.planning.organisation import Organisation

    edition = home.lake.current()
    return read(home.workspace, Organisation(edition.facts()) if edition else None, key, date, value, scope, comment)


def recorded(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="A manual KPI's key.")],
    json: Json = False,
) -> None:
    """Every value ever entered of a manual KPI: by whom, when, and whether it still stands."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.entered.values import manual, values

    kpi = manual(home.workspace, key)
    found = values(home.lake.current(), kpi.key)
    if json:
        print_json([_document(one) for one in found])
    elif not found:
        say(f"Nothing was entered yet: `keyfunnel kpi record {kpi.key} --date D --value V` enters a value.")
    else:
        print_table(
            ("day", "scope", "value", "by", "at", "comment", ""),
            (
                (
                    one.on,
                    one.scope,
                    "withdrawn" if one.value is None else amount(one.value, kpi.unit),
                    one.by,
                    "" if one.at is None else one.at.isoformat(" ", "minutes"),
                    one.comment,
                    "stands" if one.stands else "replaced" if one.value is not None else "",
                )
                for one in found
            ),
        )


def _document(one: "Value") -> dict[str, object]:
    return {
        "kpi": one.kpi,
        "date": one.on,
        "scope": one.scope,
        "value": one.value,
        "by": one.by,
        "at": one.at,
        "comment": one.comment or None,
        "stands": one.stands,
    }
