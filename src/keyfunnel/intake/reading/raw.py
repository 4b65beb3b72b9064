"""A table just read, before its columns' types are known."""

from dataclasses import dataclass

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.typing.words import BLANKS


@dataclass(frozen=True)
class Raw:
    """``relation`` has a text column ``c0`` … for each of ``headers``, and ``_line``. ``written`` are the header's
    cells as they stand in the file, ``titles`` the lines above it; ``blanks`` those that a cell may have."""

    relation: str
    headers: tuple[str, ...]
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    findings: tuple[Finding, ...] = ()
    written: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    blanks: str = BLANKS
