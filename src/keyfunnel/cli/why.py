"""``kpi why``: the change of a KPI between two periods, taken apart by dimension."""

from typing import TYPE_CHECKING, Annotated

import typer

from keyfunnel.cli.amounts import amount
from keyfunnel.cli.catalogue import Key
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
)
from keyfunnel.cli.screen import out, print_json, print_table
from keyfunnel.model.errors import BadInput

if TYPE_CHECKING:
    from keyfunnel.kpis.why import Effects, Split, Why
    from keyfunnel.model.calendar import Period

TABLES = 3  # dimensions shown as a table where none was asked for
SAID = {"volume": "how many", "mix": "mix", "rate": "own rates", "value": "value of each"}


def register(commands: typer.Typer) -> None:
    commands.command("why")(why)


def why(
    context: typer.Context,
    key: Key,
    start: Start = None,
    end: End = None,
    against: Annotated[
        str | None, typer.Option(help="preceding (the equal period right before, the default) or year-ago.")
    ] = None,
    against_start: Annotated[
        str | None, typer.Option("--against-from", metavar="D", help="First day of another period to compare with.")
    ] = None,
    against_end: Annotated[
        str | None, typer.Option("--against-to", metavar="D", help="First day after that period.")
    ] = None,
    stage: Annotated[str | None, typer.Option(help="Funnel stage, for the KPIs that need one.")] = None,
    where: Where = None,
    by: By = None,
    parts: Annotated[int | None, typer.Option(metavar="N", help="Groups to show of each dimension (5).")] = None,
    edition: EditionNumber = None,
    json: Json = False,
) -> None:
    """Why a KPI changed: parts by dimension that add up to the change exactly, the most telling first.

    Each --by is looked at on its own; without one, every dimension that the KPI's rows have.
    """
    from keyfunnel.kpis.why import Comparison
    from keyfunnel.kpis.why import why as explained
    from keyfunnel.kpis.why.comparison import PARTS

    period = _period(start, end)
    asked = Comparison(
        period,
        _compared(period, against, against_start, against_end),
        by=dimensions(by),
        where=filters(where),
        stage=stage,
        parts=PARTS if parts is None else parts,
    )
    found = explained(edition_of(home_of(context), edition).facts(), key, asked)
    if json:
        print_json(found.as_json())
    else:
        _show(found, every=bool(asked.by))


def _period(start: str | None, end: str | None, prefix: str = "--") -> "Period":
    from keyfunnel.model.calendar import span

    first, last = bounds(start, end, prefix)
    if first is None or last is None:
        raise BadInput(f"{prefix}from and {prefix}to are both needed: the first day, and the first day after")
    return span(first, last)


def _compared(period: "Period", against: str | None, start: str | None, end: str | None) -> "Period":
    from keyfunnel.kpis.why import preceding, year_ago

    named = {"preceding": preceding, "year-ago": year_ago}
    if start is not None or end is not None:
        if against is not None:
            raise BadInput("--against and --against-from/--against-to name two periods to compare with: choose one")
        return _period(start, end, "--against-")
    if (against or "preceding") not in named:
        raise BadInput(f"--against: {against!r} is none of {', '.join(named)}")
    return named[against or "preceding"](period)


def _show(found: "Why", *, every: bool) -> None:
    out.print(
        f"{found.kpi} {found.period.label}: {amount(found.value, found.unit)}, "
        f"against {found.against.label}: {amount(found.against_value, found.unit)}",
        markup=False,
    )
    if found.change is not None:
        effects = _effects(found.effects, found.unit)
        out.print(f"change {_signed(found.change, found.unit)}{f' = {effects}' if effects else ''}", markup=False)
    for factor in found.factors:
        name = f"{factor.kpi} {factor.part}".strip()
        moved = f"{amount(factor.against_value, factor.unit)} -> {amount(factor.value, factor.unit)}"
        out.print(f"  {_signed(factor.effect, found.unit)} by {name}, {moved}", markup=False)
    for note in _notes(found):
        out.print(f"  {note}", markup=False)
    shown = found.splits if every else found.splits[:TABLES]
    for split in shown:
        _show_split(split, found.unit)
    if hidden := [split.dimension for split in found.splits[len(shown) :]]:
        out.print(f"\nMore with --by: {', '.join(hidden)}", markup=False)


def _show_split(split: "Split", unit: str) -> None:
    out.print(f"\nby {split.dimension}{_told(split)}", markup=False, style="bold")
    rows = [*split.parts, *([split.others] if split.others else [])]
    names = [name for name in SAID if any(name in row.effects.known() for row in rows)]
    names = names if len(names) > 1 else []
    print_table(
        (split.dimension, "before", "now", "share before", "share now", "effect", *(SAID[name] for name in names)),
        (
            (
                f"({row.groups} others)" if row is split.others else row.name or "(none)",
                amount(row.against_value, unit) if row.against_value is not None else None,
                amount(row.value, unit) if row.value is not None else None,
                _share(row.against_weight),
                _share(row.weight),
                _signed(row.effect, unit),
                *(_signed(row.effects.known().get(name), unit) for name in names),
            )
            for row in rows
        ),
    )
    if split.reason is not None:
        out.print(f"  {split.reason}", markup=False)
    elif effects := _effects(split.effects, unit):
        out.print(f"  in all {_signed(split.total, unit)} = {effects}", markup=False)


def _told(split: "Split") -> str:
    one = split.concentration
    if one is None or not one.groups:
        return ""
    carry = "carries" if one.groups == 1 else "carry"
    told = f"{carry} {one.carried:.0%} of all movement, with {one.weight:.0%} of the whole"
    return f": {one.groups} of {split.groups} {told}"


def _notes(found: "Why") -> list[str]:
    notes = [str(found.reason)] if found.reason else []
    for name, side in (("numerator", found.numerator), ("denominator", found.denominator)):
        if side is not None and not found.factors:
            effect = "" if side.effect is None else f": {_signed(side.effect, found.unit)}"
            notes.append(f"{name} {side.against_value:,.10g} -> {side.value:,.10g}{effect}")
    if (known := found.usual) is not None:
        verdict = "within" if known.within else "outside"
        notes.append(
            f"{verdict} what is usual between such periods: {_signed(known.low, found.unit)} to "
            f"{_signed(known.high, found.unit)}, by {known.periods} earlier ones"
        )
    elif found.usual_reason is not None:
        notes.append(str(found.usual_reason))
    return [*notes, *(f"{rail.code}: {rail.message}" for rail in found.guardrails)]


def _effects(effects: "Effects", unit: str) -> str:
    known = effects.known()
    return " ".join(f"{_signed(number, unit)} {SAID[name]}" for name, number in known.items()) if len(known) > 1 else ""


def _share(weight: float | None) -> str | None:
    return None if weight is None else f"{weight:.1%}"


def _signed(change: float | None, unit: str) -> str | None:
    """Shares change by points."""
    if change is None:
        return None
    if unit == "ratio":
        return f"{100 * change:+,.2f} pt"
    rounded = round(change, 2) or 0.0  # no -0
    return ("+" if rounded > 0 else "") + amount(rounded, unit)
