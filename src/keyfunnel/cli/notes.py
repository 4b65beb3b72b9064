"""``notes``: what happened on a day, drawn on every chart."""

from typing import Annotated

import typer

from keyfunnel.cli.options import Json, day, home_of
from keyfunnel.cli.screen import print_json, print_table, say
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.state import open_state

commands = typer.Typer(help="Events that explain a change, drawn on charts.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="notes")


@commands.command()
def add(
    context: typer.Context,
    date: Annotated[str, typer.Argument(metavar="DATE", help="The day, as 2017-10-01.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What happened.")],
) -> None:
    """Note what happened on a day."""
    home = home_of(context)
    on = day(date, "DATE")
    if on is None:
        raise BadInput("DATE: a note is of a day")
    open_state(home)
    from keyfunnel.planning.entered.notes import add as add_note

    note, edition = add_note(home, on, text, by=None)
    say(f"{note.note_id} " + ("was noted before." if edition is None else f"noted. Edition {edition.number} stands."))


@commands.command("list")
def list_notes(context: typer.Context, json: Json = False) -> None:
    """Every note, oldest first."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.entered.notes import notes

    found = notes(home.lake.current())
    if json:
        print_json([{"note_id": n.note_id, "on": n.on, "text": n.text, "from": n.origin} for n in found])
    elif not found:
        say("Nothing was noted yet: `keyfunnel notes add DATE TEXT` notes something.")
    else:
        print_table(("note", "on", "text", "from"), ((n.note_id, n.on, n.text, n.origin) for n in found))


@commands.command()
def remove(
    context: typer.Context, note: Annotated[str, typer.Argument(metavar="NOTE", help="Its id, as `list` shows it.")]
) -> None:
    """Take a note away."""
    home = home_of(context)
    open_state(home)
    from keyfunnel.planning.entered.notes import remove as remove_note

    edition = remove_note(home, note, by=None)
    say("Removed." if edition is None else f"Removed. Edition {edition.number} stands.")
