"""``kpi``: the catalogue, a value, and the rows behind it."""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keyfunnel.cli.amounts import amount
from keyfunnel.cli.options import (
    By,
    EditionNumber,
    End,
    Json,
    Start,
    Where,
    bounds,
    dimensions,
    edition_of,
    filters,
    home_of,
    place_of,
)
from keyfunnel.cli.screen import out, print_csv, print_json, print_table, say
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput

if TYPE_CHECKING:
    from keyfunnel.kpis.facts import Facts
    from keyfunnel.kpis.measurement import Measurement
    from keyfunnel.model.workspace import Workspace

commands = typer.Typer(
    help="KPIs: what there is, what it means, what it reads, and the rows behind it.", no_args_is_help=True
)
Key = Annotated[str, typer.Argument(metavar="KEY", help="A KPI's key, such as win_rate.")]
FEW = 5  # values whose guardrails are written out below the table
FIELDS = (
    "kpi", "period", "dimensions", "ids", "value", "numerator", "denominator", "n", "low", "high", "unit",
    "guardrails", "edition", "reason",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="kpi")


@commands.command("list")
def list_kpis(context: typer.Context, json: Json = False) -> None:
    """Every KPI, and what it lacks here."""
    from keyfunnel.kpis.availability import unavailable
    from keyfunnel.kpis.catalogue import KPIS
    from keyfunnel.kpis.library import library

    facts, workspace = _facts_if_any(context), _workspace_if_any(context)
    rows = [
        (kpi, unavailable(facts, kpi.key) if facts else None)
        for kpi in (library(workspace) if workspace else KPIS).values()
    ]
    if json:
        print_json(
            [
                {
                    "kpi": kpi.key,
                    "title": kpi.title,
                    "phase": kpi.phase,
                    "unit": kpi.unit,
                    "direction": kpi.direction,
                    "accumulates": kpi.accumulates,
                    "available": lacks is None if facts else None,
                    "reason": lacks and str(lacks),
                }
                for kpi, lacks in rows
            ]
        )
    else:
        print_table(
            ("key", "title", "phase", "unit", "better", "available here"),
            ((kpi.key, kpi.title, kpi.phase, kpi.unit, kpi.direction, _available(facts, lacks)) for kpi, lacks in rows),
        )


def _available(facts: "Facts | None", lacks: object) -> str:
    return "" if facts is None else "yes" if lacks is None else str(lacks)


def _facts_if_any(context: typer.Context) -> "Facts | None":
    home = place_of(context)
    edition = home.lake.current() if home.exists else None
    return edition.facts() if edition else None


def _workspace_if_any(context: typer.Context) -> "Workspace | None":
    """What the edition was measured with; before the first import, what the settings say."""
    home = place_of(context)
    if not home.exists:
        return None
    edition = home.lake.current()
    return edition.workspace if edition else home.workspace


@commands.command()
def explain(context: typer.Context, key: Key, json: Json = False) -> None:
    """What a KPI means, how it is computed, why it matters and what misleads."""
    from keyfunnel.kpis.explain import explain as explained

    explanation = explained(key, _facts_if_any(context), workspace=_workspace_if_any(context))
    if json:
        print_json(explanation.as_json())
    else:
        out.print(explanation.as_text(), markup=False)


@commands.command()
def value(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="KEY…", help="One KPI's key or several.")],
    stage: Annotated[str | None, typer.Option(help="Funnel stage, for the KPIs that need one.")] = None,
    grain: Annotated[str | None, typer.Option(help="day, week, month, quarter or year.")] = None,
    by: By = None,
    where: Where = None,
    start: Start = None,
    end: End = None,
    edition: EditionNumber = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """A KPI's value, period by period and group by group, with interval, n and guardrails."""
    from keyfunnel.kpis.evaluate import evaluate
    from keyfunnel.kpis.query import Query
    from keyfunnel.kpis.staged import stage_called

    if json and csv:
        raise BadInput("--json and --csv can't both be printed: choose one")
    first, last = bounds(start, end)
    query = Query(grain=_grain(grain), by=dimensions(by), where=filters(where), start=first, end=last, stage=stage)
    facts = edition_of(home_of(context), edition).facts()
    if stage:
        stage_called(facts, stage)  # a slip of the pen is said though none of these KPIs may ask for a stage
    measured = evaluate(facts, keys, query)
    documents = [document(one) for one in measured]
    if json:
        print_json(documents)
    elif csv:
        _print_csv(documents, query.by)
    else:
        _show(measured, query.by)


def _grain(text: str | None) -> Grain | None:
    if text is None:
        return None
    try:
        return Grain(text)
    except ValueError:
        raise BadInput(f"--grain: {text!r} is none of {', '.join(Grain)}") from None


def document(one: "Measurement") -> dict[str, Any]:
    """A measurement as ``kpi value --json`` prints it."""
    return {
        "kpi": one.kpi,
        "period": one.period.label,
        "dimensions": one.dimensions,
        "ids": one.ids,
        "value": one.value,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "n": one.n,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "guardrails": [
            {"code": rail.code, "severity": rail.severity, "message": str(rail.message)} for rail in one.guardrails
        ],
        "edition": one.edition,
        "reason": one.reason and str(one.reason),
    }


def _print_csv(documents: list[dict[str, Any]], by: tuple[str, ...]) -> None:
    plain = [field for field in FIELDS if field not in ("dimensions", "ids", "guardrails")]
    header = [*plain[:2], *by, *(f"{name}_id" for name in by), *plain[2:], "guardrails"]
    print_csv(
        header,
        (
            [
                *(one[field] for field in plain[:2]),
                *(one["dimensions"].get(name) for name in by),
                *(one["ids"].get(name) for name in by),
                *(one[field] for field in plain[2:]),
                " ".join(rail["code"] for rail in one["guardrails"]),
            ]
            for one in documents
        ),
    )


def _show(measured: list["Measurement"], by: tuple[str, ...]) -> None:
    print_table(
        ("kpi", "period", *by, "value", "95 %", "n", ""),
        (
            (
                one.kpi,
                one.period.label,
                *(one.dimensions.get(name) or "(none)" for name in by),
                amount(one.value, one.unit),
                f"{amount(one.low, one.unit)} – {amount(one.high, one.unit)}" if one.low is not None else "",
                one.n,
                ", ".join(rail.code for rail in one.guardrails),
            )
            for one in measured
        ),
    )
    for note in _notes(measured):
        out.print(f"  {note}", markup=False)


def _notes(measured: list["Measurement"]) -> list[str]:
    """Why values are not available, each reason once. Where there is room for it also what the guardrails say, and of
    which periods and groups, unless it is of all."""
    room = len(measured) <= FEW
    said: defaultdict[tuple[str, str], list[Measurement]] = defaultdict(list)
    for one in measured:
        if one.reason:
            said[one.kpi, f": {one.reason}"].append(one)
    for one in measured if room else ():
        for rail in one.guardrails:
            said[one.kpi, f" {rail.code}: {rail.message}"].append(one)
    several = Counter(one.kpi for one in measured)
    return [
        f"{kpi}{' ' + ', '.join(map(_place, of)) if room and len(of) < several[kpi] else ''}{note}"
        for (kpi, note), of in said.items()
    ]


def _place(one: "Measurement") -> str:
    return " ".join([one.period.label, *(name or "(none)" for name in one.dimensions.values())])


@commands.command()
def rows(
    context: typer.Context,
    key: Key,
    where: Where = None,
    start: Start = None,
    end: End = None,
    stage: Annotated[str | None, typer.Option(help="Funnel stage, for the KPIs that need one.")] = None,
    edition: EditionNumber = None,
    json: Json = False,
) -> None:
    """The rows a value was made from."""
    from keyfunnel.kpis import library
    from keyfunnel.kpis.query import Query
    from keyfunnel.kpis.rows import made_from
    from keyfunnel.kpis.rows import rows as behind

    first, last = bounds(start, end)
    query = Query(where=filters(where), start=first, end=last, stage=stage)
    facts = edition_of(home_of(context), edition).facts()
    table = behind(facts, key, query).to_pyarrow()
    if inputs := made_from(library.get(key, facts.workspace)):
        say(f"{key} is made from {', '.join(one.key for one in inputs)}: these are the rows of {inputs[0].key}")
    if json:
        print_json(table.to_pylist())
    else:
        print_table(table.column_names, (row.values() for row in table.to_pylist()))
