"""``user``: who may sign in."""

from typing import Annotated

import typer

from keyfunnel.cli.options import Json, home_of
from keyfunnel.cli.screen import print_json, print_table, say
from keyfunnel.planning.state import open_state

commands = typer.Typer(help="Who may sign in.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="user")


@commands.command()
def add(
    context: typer.Context,
    username: Annotated[str, typer.Argument(help="Name to sign in with; an e-mail address will do.")],
    name: Annotated[str, typer.Option(help="Full name.")] = "",
    role: Annotated[str, typer.Option(help="admin, leader, manager, member or viewer.")] = "member",
) -> None:
    """Add a person and print a freshly generated password, shown this once."""
    open_state(home_of(context))
    from keyfunnel.okr.people import add_person

    person, password = add_person(username, name=name, role=role)
    typer.echo(password)
    say(f"{person.username} may sign in as {role} with the password above. It is not shown again.")


@commands.command("list")
def list_people(context: typer.Context, json: Json = False) -> None:
    """Everyone who may sign in."""
    open_state(home_of(context))
    from keyfunnel.okr.people import people

    rows = people()
    if json:
        print_json([{"username": p.username, "name": p.name, "role": p.role, "active": p.active} for p in rows])
    else:
        print_table(("username", "name", "role", "active"), ((p.username, p.name, p.role, p.active) for p in rows))
