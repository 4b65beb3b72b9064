"""``dedupe``: people and companies that are there more than once, proposed, decided and merged."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keyfunnel.cli.options import Json, home_of, place_of
from keyfunnel.cli.screen import out, print_json, say
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace

if TYPE_CHECKING:
    from keyfunnel.intake.dedupe.from_file import FileMatches
    from keyfunnel.intake.dedupe.matching import Evidence
    from keyfunnel.intake.dedupe.merges import Merge

commands = typer.Typer(
    help="Find people and companies that are there twice; merge them, reversibly.", no_args_is_help=True
)

Above = Annotated[float, typer.Option("--above", metavar="P", help="Least probability of being the same.")]
Ids = Annotated[list[str] | None, typer.Argument(help="As `keyfunnel dedupe list` names them.", metavar="ID…")]


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="dedupe")


@commands.command()
def propose(
    context: typer.Context,
    table: Annotated[list[str] | None, typer.Option(help="contacts, leads or accounts; all by default.")] = None,
    above: Above = 0.95,
    json: Json = False,
) -> None:
    """Look for duplicates in the current edition and propose merges; nothing is merged until it is accepted."""
    from keyfunnel.intake.dedupe.propose import propose as look

    merges = look(home_of(context), table or (), _share(above))
    _show_merges(merges, json)
    if not json:
        say(f"{len(merges):,} proposed. `keyfunnel dedupe accept ID…` merges, `reject ID…` keeps apart.")


@commands.command("list")
def list_all(
    context: typer.Context,
    status: Annotated[str | None, typer.Option(help="Only proposed, accepted or rejected ones.")] = None,
    json: Json = False,
) -> None:
    """What was proposed and decided, with the evidence."""
    from keyfunnel.intake.dedupe.merges import Status, load

    if status is not None and status not in list(Status):
        raise BadInput(f"--status: {status!r} is not known: one of {', '.join(Status)}")
    _show_merges([merge for merge in load(home_of(context)) if status in (None, merge.status)], json)


@commands.command()
def accept(
    context: typer.Context,
    ids: Ids = None,
    everything: Annotated[bool, typer.Option("--all", help="All proposals at least as likely as --above.")] = False,
    above: Annotated[float | None, typer.Option(metavar="P", help="With --all: least probability.")] = None,
) -> None:
    """Merge: references lead to the record that stands; the others are kept, and `undo` brings them back."""
    from keyfunnel.intake.dedupe.decide import accept as verb
    from keyfunnel.intake.dedupe.decide import proposals

    if bool(ids) == everything or (above is not None and not everything):
        raise BadInput(
            "Name the proposals to accept by their ids, or take --all of them, with --above P the likely ones"
        )
    chosen = ids or [merge.id for merge in proposals(home_of(context), _share(above) if above is not None else 0.0)]
    _decide(context, verb, chosen, "accepted")


@commands.command()
def reject(context: typer.Context, ids: Ids = None) -> None:
    """Keep apart: these records are never proposed together again."""
    from keyfunnel.intake.dedupe.decide import reject as verb

    _decide(context, verb, _some(ids), "rejected")


@commands.command()
def undo(context: typer.Context, ids: Ids = None) -> None:
    """Take decisions back: merged records stand by themselves again, rejected ones may be accepted."""
    from keyfunnel.intake.dedupe.decide import undo as verb

    _decide(context, verb, _some(ids), "undone")


@commands.command("file")
def look_in_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="People or companies; columns are recognised by their headers.")],
    above: Above = 0.95,
    json: Json = False,
) -> None:
    """Look for duplicates in a file; nothing is imported or changed."""
    from keyfunnel.intake.dedupe.from_file import match_file

    home = place_of(context)
    found = match_file(file, home.workspace if home.exists else Workspace(), _share(above))
    if json:
        print_json(_document(found, above))
        return
    for cluster in found.clusters:
        lines = ", ".join(found.records.ids[member] for member in cluster.members)
        out.print(f"lines {lines}  {cluster.probability:.3f}", markup=False)
        for pair in cluster.pairs:
            _show(pair.evidence)
    extra = sum(len(cluster.members) - 1 for cluster in found.clusters)
    say(f"{len(found.records.ids):,} records read; {extra:,} of them are likely there before.")


def _share(above: float) -> float:
    if not 0 < above <= 1:
        raise BadInput(f"--above: {above} is not a probability between 0 and 1")
    return above


def _some(ids: list[str] | None) -> list[str]:
    if not ids:
        raise BadInput("Name at least one merge by its id; `keyfunnel dedupe list` shows them")
    return ids


def _decide(context: typer.Context, verb: Callable[..., Any], ids: list[str], done: str) -> None:
    from keyfunnel.planning.duplicates import decide

    if not ids:
        say("There is nothing to decide.")
        return
    decision = decide(verb, home_of(context), ids)
    stands = f"Edition {decision.edition.number} stands." if decision.edition else "No figures changed."
    say(f"{len(decision.merges):,} {done}. {stands}")


def _show_merges(merges: "Iterable[Merge]", json: bool) -> None:
    if json:
        print_json([merge.as_document() for merge in merges])
        return
    for merge in merges:
        others = ", ".join(record for record in merge.records if record != merge.survivor)
        line = f"{merge.id}  {merge.status}  {merge.table}: {others} into {merge.survivor}  {merge.probability:.3f}"
        out.print(line, markup=False)
        for pair in merge.pairs:
            _show(pair.evidence)


def _show(evidence: "Iterable[Evidence]") -> None:
    """Field by field what both say; fields that one of them lacks are left out."""
    for one in evidence:
        if one.agreement != "missing":
            both = one.left if one.left == one.right else f"{one.left} | {one.right}"
            out.print(f"    {one.field}: {both} ({one.agreement}, {one.weight:+.1f})", markup=False)


def _document(found: "FileMatches", above: float) -> dict[str, Any]:
    ids = found.records.ids
    return {
        "file": str(found.path),
        "records": len(ids),
        "columns": {column.name: column.source for column in found.records.columns},
        "above": above,
        "clusters": [
            {
                "lines": [int(ids[member]) for member in cluster.members],
                "probability": cluster.probability,
                "pairs": [
                    {
                        "lines": [int(ids[pair.left]), int(ids[pair.right])],
                        "probability": pair.probability,
                        "evidence": [vars(one) for one in pair.evidence],
                    }
                    for pair in cluster.pairs
                ],
            }
            for cluster in found.clusters
        ],
    }
