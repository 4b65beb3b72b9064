"""Which edition another one can be made from."""

from keyfunnel.lake import edition as editions
from keyfunnel.lake import layout
from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import KeyfunnelError


def edition_before(edition: Edition) -> Edition | None:
    """The one that ``edition``, in the making, can be made from; None where everything has to be made anew."""
    lake = edition.folder.parent.parent
    numbers = layout.numbers(lake)
    if not numbers or not edition.large:
        return None
    try:
        before = editions.read(layout.edition(lake, numbers[-1]))
    except KeyfunnelError:
        return None
    return before if _comparable(edition, before) else None


def _comparable(edition: Edition, before: Edition) -> bool:
    """Whether both are made by the same definitions and settings, from the same tables with the same columns."""
    return (
        before.up_to_date
        and edition.up_to_date
        and edition.workspace.measures_like(before.workspace)
        and set(edition.tables) == set(before.tables)
        and _filled(edition) == _filled(before)
        and bool(layout.bases(before.folder))
    )


def _filled(edition: Edition) -> set[tuple[str, str]]:
    """Tables' columns that hold anything; a table without rows has none."""
    return {
        (name, column)
        for name, version in edition.tables.items()
        for column, facts in version.columns.items()
        if facts.filled
    }
