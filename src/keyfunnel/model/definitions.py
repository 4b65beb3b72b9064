"""What a workspace defines for itself: figures to compare with. Plain data, kept with its settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A figure of others that a KPI's value may be held beside; ``source`` says whose it is.

    ``value`` is in the KPI's unit; ``currency`` that of an amount of money, ``""`` where it is the workspace's.
    """

    kpi: str
    name: str
    value: float
    source: str
    currency: str = ""
