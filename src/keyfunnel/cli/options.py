"""Options that several commands share, and how their words are read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keyfunnel.model.errors import BadInput, NotThere

if TYPE_CHECKING:
    from keyfunnel.lake.edition import Edition
    from keyfunnel.lake.home import Home

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Start = Annotated[str | None, typer.Option("--from", metavar="D", help="First day, as 2017-10-01.")]
End = Annotated[str | None, typer.Option("--to", metavar="D", help="First day after the range.")]
By = Annotated[list[str] | None, typer.Option("--by", metavar="DIM", help="Split by a dimension; may be repeated.")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="DIM=VALUE",
        help="Keep a name or id; the same DIM twice means or, different ones and.",
    ),
]
# A goals file says `{rep: NAME}`: whoever asks for that dimension by the same word means the deal's owner.
OTHER_NAMES = {"rep": "owner"}
EditionNumber = Annotated[int | None, typer.Option("--edition", metavar="N", help="An earlier edition.")]


def home_of(context: typer.Context) -> "Home":
    """The workspace the command is about. Raises :class:`NotThere` where none was made yet."""
    home = place_of(context)
    if not home.exists:
        raise NotThere(
            f"There is no workspace at {home.path}: make one with `keyfunnel init` or by importing files, "
            "or name another with --home"
        )
    return home


def place_of(context: typer.Context) -> "Home":
    """Where the workspace is or would be."""
    from keyfunnel.lake.home import Home

    chosen: Path | None = context.obj
    return Home.find(chosen)


def edition_of(home: "Home", number: int | None = None) -> "Edition":
    if number is not None:
        return home.lake.edition(number)
    if (edition := home.lake.current()) is None:
        raise NotThere(f"Nothing was imported into {home.path} yet: run `keyfunnel import FILES`")
    return edition


def day(text: str | None, option: str) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{option}: {text!r} is not a date such as 2017-10-01") from None


def bounds(start: str | None, end: str | None, prefix: str = "--") -> tuple[dt.date | None, dt.date | None]:
    """The half-open range of ``--from`` and ``--to``. Raises :class:`BadInput` when it is empty."""
    first, last = day(start, f"{prefix}from"), day(end, f"{prefix}to")
    if first and last and last <= first:
        raise BadInput(
            f"{prefix}to {last} must be after {prefix}from {first}: the range ends before its {prefix}to day"
        )
    return first, last


def dimensions(by: Sequence[str] | None) -> tuple[str, ...]:
    """``--by`` repeated or with commas, each dimension once, in the order given."""
    return tuple(dict.fromkeys(_dimension(name) for item in by or () for name in item.split(",") if name.strip()))


def filters(where: Sequence[str] | None) -> dict[str, tuple[str, ...]]:
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    for item in where or ():
        name, equals, value = item.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise BadInput(f"--where: {item!r} is not of the form DIM=VALUE, such as region=West")
        chosen[_dimension(name)].append(value.strip())
    return {name: tuple(values) for name, values in chosen.items()}


def _dimension(word: str) -> str:
    return OTHER_NAMES.get(word.strip(), word.strip())
