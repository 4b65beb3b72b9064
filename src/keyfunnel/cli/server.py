"""``serve`` and ``demo``: the pages in a browser."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from keyfunnel.cli.listening import hindrance
from keyfunnel.cli.options import home_of, place_of
from keyfunnel.cli.progress import Progress
from keyfunnel.cli.screen import say
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.state import open_state

if TYPE_CHECKING:
    from keyfunnel.lake.home import Home

Port = Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)]


def register(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(demo)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    behind_https: Annotated[
        bool, typer.Option("--behind-https", help="A proxy in front speaks HTTPS: cookies go by it alone.")
    ] = False,
    workers: Annotated[
        int, typer.Option(help="Processes that answer: one for a team, one per processor for a whole company.", min=1)
    ] = 1,
) -> None:
    """Serve the pages until stopped."""
    home = home_of(context)
    if why := hindrance(host, port):
        raise BadInput(f"{host}, port {port} can't be listened on: {why}. Name another one with --port, or --host")
    if _brought_up_to_date(home):
        said = ["--host", host, "--port", str(port), "--workers", str(workers)]
        _serve_afresh(home, *said, *(["--behind-https"] if behind_https else []))
    # The application's own wiring stands above the command line, so it is named rather than imported.
    import_module("keyfunnel.config.serve").serve(
        home, host=host, port=port, behind_https=behind_https, workers=workers
    )


def demo(
    context: typer.Context,
    deals: Annotated[int, typer.Option(help="How many deals the simulated company works on.", min=200)] = 3000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
    port: Port = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Make the workspace and stop.")] = False,
) -> None:
    """Make a workspace of a simulated company with goals on it, and serve it."""
    home = place_of(context)
    if home.exists and not (home.path / "demo").is_dir():
        raise BadInput(f"{home.path} holds a workspace of yours: name another folder with --home for the demo")
    from keyfunnel.demo.build import build

    if not (home.path / "demo" / "goals.yaml").exists():  # written last: a demo cut short is made anew
        with Progress() as progress:
            build(home, deals=deals, seed=seed, progress=progress)
    say(f"The simulated company lies in {home.path}")
    if not no_serve:
        open_state(home)
        from keyfunnel.okr.people import add_person

        _, password = add_person("demo", name="Demo", role="admin", replace=True)
        say(f"Sign in as demo with the password {password}")
        if why := hindrance("127.0.0.1", port):
            say(f"Port {port} can't be listened on ({why}): a free one is taken")
            port = 0
        _serve_afresh(home, "--port", str(port))


def _brought_up_to_date(home: "Home") -> bool:
    """Whether there was anything to do: an edition that another version of the program measured."""
    from keyfunnel.planning.measuring import is_outdated, measure_anew

    if not is_outdated(home):
        return False
    say("This version defines numbers differently: measuring the data anew …")
    measure_anew(home)
    return True


def _serve_afresh(home: "Home", *options: str) -> None:
    """Become ``keyfunnel serve``. The server forks its workers, and one forked after DuckDB and Arrow have started
    threads here would wait for ever for threads that it doesn't have."""
    sys.stdout.flush()
    command = ["-m", "keyfunnel.cli.main", "--home", str(home.path), "serve", *options]
    os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - our own command, without a shell
