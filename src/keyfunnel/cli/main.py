"""``keyfunnel``: the commands, and how any of them fails."""

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from keyfunnel import __version__
from keyfunnel.cli import (
    catalogue,
    data,
    dedupe,
    files,
    funnel,
    goals,
    kpi_sets,
    notes,
    own_kpis,
    people,
    recording,
    server,
    settings,
    targets,
    why,
)
from keyfunnel.cli.damaged import Commands
from keyfunnel.cli.screen import complain
from keyfunnel.model.errors import KeyfunnelError

app = typer.Typer(
    name="keyfunnel",
    cls=Commands,
    help="Objectives and key results, linked to the sales funnel and measured from the CRM's own rows.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (settings, files, data, dedupe, catalogue, funnel, goals, targets, notes, people, server):
    room.register(app)
why.register(catalogue.commands)
own_kpis.register(catalogue.commands)
recording.register(catalogue.commands)
kpi_sets.register(catalogue.commands)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"keyfunnel {__version__}")
        raise typer.Exit


@app.callback()
def keyfunnel(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="The workspace's folder; else $KEYFUNNEL_HOME, else ./keyfunnel-home.", metavar="DIR"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Remember which workspace the command is about."""
    context.obj = home


def main() -> None:
    """Run one command. Bad input is one clear message on stderr and exit code 2, never a traceback."""
    # Expressions are made of many small objects that live long; searching them for garbage so often costs a sixth.
    gc.set_threshold(200_000, 50, 100)
    code = run()
    # Ended at once: to free one by one what the libraries loaded would take up to a second.
    atexit._run_exitfuncs()
    os._exit(code)


def run() -> int:
    """The command's exit code, once all that it printed is out."""
    try:
        try:
            app()
        except SystemExit as ended:
            if not isinstance(ended.code, int | None):
                raise
            return ended.code or 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    except KeyfunnelError as error:
        complain(str(error))
        return 2
    except BrokenPipeError:
        # The reader of a pipe has seen enough (`| head`); keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # A folder that may not be written, a full disk: the user's to put right, and writing undoes itself.
        complain(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return 2
    return 0


if __name__ == "__main__":
    main()
