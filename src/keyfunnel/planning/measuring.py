"""Numbers measured anew over the same data, and every key result judged on them."""

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.remeasure import remeasure
from keyfunnel.planning.opening import keep_opening
from keyfunnel.planning.state import refresh_goals


def measure_anew(home: Home) -> Edition | None:
    """The new edition; None before the first import."""
    edition = remeasure(home)
    if edition is not None:
        refresh_goals(home)
        keep_opening(home)
    return edition


def is_outdated(home: Home) -> bool:
    """Whether the current edition was measured by a program that defines numbers differently."""
    edition = home.lake.current()
    return edition is not None and not edition.up_to_date
