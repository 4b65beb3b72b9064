"""``data``, ``quarantine``, ``editions``, ``doctor``: what lies in the lake and how sound it is."""

from typing import Annotated

import typer

from keyfunnel.cli.options import EditionNumber, Json, edition_of, home_of, place_of
from keyfunnel.cli.screen import out, print_json, print_table, say
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.model.tables import TABLES


def register(app: typer.Typer) -> None:
    for command in (data, quarantine, editions, doctor):
        app.command()(command)


def data(context: typer.Context, number: EditionNumber = None, json: Json = False) -> None:
    """The tables of the current edition: rows, the time they cover, how full each column is."""
    edition = edition_of(home_of(context), number)
    if json:
        print_json(
            {
                "edition": edition.number,
                "created_at": edition.created_at,
                "observed_until": edition.observed_until,
                "tables": [
                    {
                        "table": name,
                        "rows": table.rows,
                        "columns": {
                            column: {"filled": facts.filled, "first": facts.first, "last": facts.last}
                            for column, facts in table.columns.items()
                        },
                    }
                    for name, table in edition.tables.items()
                ],
            }
        )
        return
    print_table(
        ("table", "rows", "from", "to", "columns with values"),
        (
            (
                name,
                table.rows,
                min((c.first for c in table.columns.values() if c.first), default=None),
                max((c.last for c in table.columns.values() if c.last), default=None),
                ", ".join(column for column, facts in table.columns.items() if facts.filled),
            )
            for name, table in edition.tables.items()
        ),
    )
    say(f"Edition {edition.number}, observed until {edition.observed_until:%Y-%m-%d %H:%M}")


def quarantine(
    context: typer.Context,
    table: Annotated[str | None, typer.Option(help="Only rows meant for this table.")] = None,
    number: EditionNumber = None,
    json: Json = False,
) -> None:
    """Rows that the last import refused, as they were read, each with the reason."""
    edition = edition_of(home_of(context), number)
    names = [one.name for one in TABLES]
    if table is not None and table not in names:
        raise NotThere(f"There is no table {table!r}{did_you_mean(table, names)}")
    kept = edition.quarantine(table).to_pylist()
    if json:
        print_json(kept)
    elif not kept:
        say("The quarantine is empty." if table is None else f"No row meant for {table} is in quarantine.")
    else:
        print_table(tuple(kept[0]), (row.values() for row in kept))


def editions(
    context: typer.Context,
    pin: Annotated[int | None, typer.Option(metavar="N", help="Let this edition stay when old ones go.")] = None,
    unpin: Annotated[int | None, typer.Option(metavar="N", help="Let this edition go with the others.")] = None,
    json: Json = False,
) -> None:
    """Every state the data were in; each can be read with --edition."""
    from keyfunnel.lake import thinning

    lake = home_of(context).lake
    for number, change in ((pin, thinning.pin), (unpin, thinning.unpin)):
        if number is not None:
            change(lake.path, lake.edition(number).number)
    stood = lake.editions()
    if json:
        print_json(
            [
                {
                    "edition": one.number,
                    "created_at": one.created_at,
                    "observed_until": one.observed_until,
                    "pinned": thinning.is_pinned(one),
                    "tables": {name: table.rows for name, table in one.tables.items()},
                }
                for one in stood
            ]
        )
    else:
        print_table(
            ("edition", "made", "observed until", "rows", ""),
            (
                (
                    one.number,
                    one.created_at,
                    one.observed_until,
                    sum(table.rows for table in one.tables.values()),
                    "pinned" if thinning.is_pinned(one) else "",
                )
                for one in stood
            ),
        )


def doctor(context: typer.Context, json: Json = False) -> None:
    """Look for what is broken or about to be; exit code 1 when something is."""
    from keyfunnel.lake.doctor import doctor as examine

    findings = examine(place_of(context))
    if json:
        print_json([{"code": f.code, "severity": f.severity, "message": str(f.message)} for f in findings])
    else:
        for finding in findings:
            out.print(f"{finding.severity}: {finding.message}", markup=False)
        if not findings:
            say("Everything is in order.")
    if any(finding.severity == "critical" for finding in findings):
        raise typer.Exit(1)
