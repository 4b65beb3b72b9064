"""A new edition over the same tables, after settings that numbers depend on have changed."""

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Measuring


def remeasure(home: Home, wait_seconds: float = 0, measuring: Measuring | None = None) -> Edition | None:
    """Nothing is copied: the new edition names the table versions of the current one. None before the first import."""
    if home.lake.current() is None:
        return None
    with home.lake.draft(home.workspace, wait_seconds, measuring) as draft:
        return draft.commit()
