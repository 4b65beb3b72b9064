"""Files whose layout is known as a whole, such as a warehouse's copy of a CRM: data in the folder ``layouts``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from keyfunnel.intake.mapping.suggest.headers import words
from keyfunnel.intake.reading.sheet import Sheet

_FOLDER = Path(__file__).parents[1] / "layouts"
# What stands around a table's name in a copy's: where it is from, and that it is data.
_AROUND = frozenset({"sf", "salesforce", "hubspot", "hs", "stg", "src", "raw", "tmp", "data", "csv", "export", "seed"})


@dataclass(frozen=True)
class Layout:
    """``columns`` say which header a column of the model is, ``constants`` what it always is; ``fills`` where rows only
    complete those of ``table``. ``why_not`` where the file is none of ours."""

    source: str
    files: tuple[str, ...]
    has: frozenset[str]
    table: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    where: str | None = None
    fills: bool = False
    why_not: str | None = None

    def fits(self, sheet: Sheet) -> bool:
        stem = stem_of(sheet)
        named = any(stem.startswith(file[:-1]) if file.endswith("*") else stem == file for file in self.files)
        return named and self.has <= {header.lower() for header in sheet.headers}


def layout_of(sheet: Sheet) -> Layout | None:
    """The layout that ``sheet`` has; of several, the one that asks for most headers."""
    if not sheet.columns:
        return None
    fitting = [layout for layout in layouts() if layout.fits(sheet)]
    return max(fitting, key=lambda layout: len(layout.has), default=None)


def stem_of(sheet: Sheet) -> str:
    """The file's name in words, without what stands around a table's name."""
    said = words(sheet.name.rsplit("/", 1)[-1].split(".", 1)[0]).split()
    while len(said) > 1 and said[0] in _AROUND:
        said.pop(0)
    while len(said) > 1 and said[-1] in _AROUND:
        said.pop()
    return " ".join(said)


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    found: list[Layout] = []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where it was built
    for path in sorted(_FOLDER.glob("*.yaml")):
        document = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506 - both are safe
        found += [_layout(document["name"], entry) for entry in document["layouts"]]
    return tuple(found)


def _layout(source: str, entry: Mapping[str, Any]) -> Layout:
    return Layout(
        source,
        tuple(entry["file"]),
        frozenset(entry["has"]),
        entry.get("table"),
        entry.get("columns", {}),
        entry.get("constants", {}),
        entry.get("where"),
        entry.get("fills", False),
        entry.get("not"),
    )
