"""Where things lie in the lake's folder.

``tables/<table>/`` are Delta tables; ``editions/000001/`` holds ``edition.json``, ``report.json``,
``quarantine.parquet``, ``merged/``, ``prepared/``, ``changed/``, ``counted/``, ``values/``, ``newer/``,
``stands.json``, ``funnel/``, ``measured.json``, ``checksums.json`` and ``answers/``. A folder under ``editions`` whose
name isn't a number is an import's that hasn't finished.
"""

from pathlib import Path

UNFINISHED = ".draft-"


def table_folder(lake: Path, table: str) -> Path:
    return lake / "tables" / table


def editions(lake: Path) -> Path:
    return lake / "editions"


def edition(lake: Path, number: int) -> Path:
    return editions(lake) / f"{number:06d}"


def numbers(lake: Path) -> list[int]:
    """Numbers of the editions that stand, ascending."""
    folder = editions(lake)
    return sorted(int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()) if folder.is_dir() else []


def unfinished(lake: Path) -> list[Path]:
    folder = editions(lake)
    return [entry for entry in folder.iterdir() if entry.name.startswith(UNFINISHED)] if folder.is_dir() else []


def description(edition_folder: Path) -> Path:
    return edition_folder / "edition.json"


def checksums(edition_folder: Path) -> Path:
    return edition_folder / "checksums.json"


def pin(edition_folder: Path) -> Path:
    """There where the edition is to stay whatever becomes of others."""
    return edition_folder / "pinned"


def report(edition_folder: Path) -> Path:
    return edition_folder / "report.json"


def quarantine(edition_folder: Path) -> Path:
    return edition_folder / "quarantine.parquet"


def merged(edition_folder: Path, table: str) -> Path:
    """Rows of ``table`` that were merged into others."""
    return edition_folder / "merged" / f"{table}.parquet"


def prepared(edition_folder: Path) -> list[Path]:
    """Base tables and funnel chains, by their names."""
    return sorted([*bases(edition_folder), *(edition_folder / "funnel").glob("*.parquet")])


def bases(edition_folder: Path) -> list[Path]:
    """Base tables, by their names."""
    return sorted((edition_folder / "prepared").glob("*.parquet"))


def base(edition_folder: Path, name: str) -> Path:
    return edition_folder / "prepared" / f"{name}.parquet"


def chains(edition_folder: Path) -> Path:
    return edition_folder / "funnel" / "chains.parquet"


def gone(edition_folder: Path, name: str) -> Path:
    """Which rows of the file of a base table (or of the chains) don't count any more, by their place in it."""
    return edition_folder / "changed" / f"{name}-gone.parquet"


def more(edition_folder: Path, name: str) -> Path:
    """The rows that came in their place, and new ones."""
    return edition_folder / "changed" / f"{name}-more.parquet"


def known(edition_folder: Path, name: str) -> Path:
    """What such a base table holds in all."""
    return edition_folder / "changed" / f"{name}.json"


def counts(edition_folder: Path) -> Path:
    """What its values were counted from."""
    return edition_folder / "counted"


def measured(edition_folder: Path) -> Path:
    """How its numbers were come by: all anew, or from those of the edition before."""
    return edition_folder / "measured.json"


def values(edition_folder: Path) -> Path:
    return edition_folder / "values"


def newer(edition_folder: Path) -> Path:
    """The values that came instead of those that the edition shares with the one before it, and since."""
    return edition_folder / "newer"


def stands(edition_folder: Path) -> Path:
    """Up to when the shared ones stand."""
    return edition_folder / "stands.json"


def answer(edition_folder: Path, name: str) -> Path:
    """What was worked out from the edition once it stood."""
    return edition_folder / "answers" / f"{name}.json"


def lock(lake: Path) -> Path:
    return lake / "lock"


def holder(lake: Path) -> Path:
    """Who holds the lock, for those who wait."""
    return lake / "lock.holder"
