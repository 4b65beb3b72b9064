"""``dedupe``: people and companies that are there more than once, proposed, decided and merged."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keyfunnel.cli.options import Json, place_of
from keyfunnel.cli.screen import out, print_json, say
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace

if TYPE_CHECKING:
    from keyfunnel.intake.dedupe.from_file import FileMatches

commands = typer.Typer(
    help="Find people and companies that are there twice; merge them, reversibly.", no_args_is_help=True
)

Threshold = Annotated[float, typer.Option("--above", metavar="P", help="Least probability of being the same.")]


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="dedupe")


@commands.command("file")
def look_in_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="People or companies; columns are recognised by their headers.")],
    above: Threshold = 0.95,
    json: Json = False,
) -> None:
    """Look for duplicates in a file; nothing is imported or changed."""
    from keyfunnel.intake.dedupe.from_file import match_file

    home = place_of(context)
    found = match_file(file, home.workspace if home.exists else Workspace(), share(above))
    if json:
        print_json(_document(found, above))
        return
    for cluster in found.clusters:
        lines = ", ".join(found.records.ids[member] for member in cluster.members)
        out.print(f"lines {lines}  {cluster.probability:.3f}", markup=False)
        show_pairs([_pair(found, pair) for pair in cluster.pairs])
    extra = sum(len(cluster.members) - 1 for cluster in found.clusters)
    say(f"{len(found.records.ids):,} records read; {extra:,} of them are likely there before.")


def share(above: float) -> float:
    if not 0 < above <= 1:
        raise BadInput(f"--above: {above} is not a probability between 0 and 1")
    return above


def show_pairs(pairs: Sequence[Mapping[str, Any]]) -> None:
    """Field by field what is said on both sides; fields that neither side has are left out."""
    for pair in pairs:
        for one in pair["evidence"]:
            if one["agreement"] != "missing":
                both = one["left"] if one["left"] == one["right"] else f"{one['left']} | {one['right']}"
                out.print(f"    {one['field']}: {both} ({one['agreement']}, {one['weight']:+.1f})", markup=False)


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
                "pairs": [_pair(found, pair) for pair in cluster.pairs],
            }
            for cluster in found.clusters
        ],
    }


def _pair(found: "FileMatches", pair: Any) -> dict[str, Any]:
    ids = found.records.ids
    return {
        "lines": [int(ids[pair.left]), int(ids[pair.right])],
        "probability": pair.probability,
        "evidence": [vars(one) for one in pair.evidence],
    }
