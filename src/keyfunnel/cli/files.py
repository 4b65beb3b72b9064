"""``import`` and ``mapping``: files in, one new edition or none out."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keyfunnel.cli.options import Json, place_of
from keyfunnel.cli.progress import Progress
from keyfunnel.cli.screen import out, print_json, print_table, say
from keyfunnel.lake.second_process import second_process
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace

if TYPE_CHECKING:
    from keyfunnel.intake.report import ImportReport
    from keyfunnel.lake.home import Home

mapping = typer.Typer(help="Which file is which table, and which column is which.", no_args_is_help=True)
Paths = Annotated[
    list[Path],
    typer.Argument(help="Files or folders: CSV, TSV, JSON, Parquet, Excel; packed ones and zip archives too."),
]


def register(app: typer.Typer) -> None:
    app.command("import")(import_files)
    app.add_typer(mapping, name="mapping")


def import_files(
    context: typer.Context,
    paths: Paths,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file; else the suggested one.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Drop rows that the files no longer have.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would happen; write nothing.")] = False,
    json: Json = False,
) -> None:
    """Bring in exports: each row ends accepted, repaired, merged or quarantined, and nothing is lost."""
    with nullcontext() if dry_run else second_process() as measuring:  # before all that takes time to load
        from keyfunnel.intake.mapping import load
        from keyfunnel.planning.intake import bring_in

        chosen = load(mapping) if mapping else None
        with _workspace(context) as home, Progress() as progress:
            report = bring_in(
                home, paths, chosen, replace=replace, dry_run=dry_run, progress=progress, measuring=measuring
            )
    if json:
        print_json(report.as_json())
    else:
        _show(report, dry_run)
    if report.edition is None and not dry_run:
        raise BadInput("None of these files holds rows that could be used, so there is no edition yet")


@contextmanager
def _workspace(context: typer.Context) -> "Iterator[Home]":
    """The workspace; made with default settings when the first import finds none, and gone again if nothing came in."""
    home = place_of(context)
    made = not home.exists
    if made:
        home.create(Workspace())
    try:
        yield home
    finally:
        if made and home.lake.current() is None:
            home.take_away()
        elif made:
            say(f"Made a workspace at {home.path} (US dollars, UTC; `keyfunnel settings` shows and changes that).")


def _show(report: "ImportReport", dry_run: bool) -> None:
    document = report.as_json()
    print_table(
        ("file", "table", "read", "accepted", "repaired", "merged", "quarantined"),
        (
            (
                Path(file["path"]).name,
                ", ".join(file["tables"]) or "not one of ours",
                *(file[count] for count in ("read", "accepted", "repaired", "merged", "quarantined")),
            )
            for file in document["files"]
        ),
    )
    for file in document["files"]:
        for finding in file["findings"]:
            sheet = f" [{finding['sheet']}]" if finding["sheet"] else ""
            out.print(f"  {Path(file['path']).name}{sheet}: {finding['message']}", markup=False)
    if dry_run:
        say("Nothing was written (--dry-run).")
    elif report.changed and report.edition:
        say(f"Edition {document['edition']} stands.")
    elif report.edition:
        say(f"Nothing new in these files: edition {document['edition']} stays.")


@mapping.command()
def suggest(context: typer.Context, paths: Paths) -> None:
    """Write the suggested mapping as YAML, with the evidence for each guess; edit it and import with --mapping."""
    from keyfunnel.intake.run import suggest_mapping

    typer.echo(suggest_mapping(place_of(context), paths), nl=False)
