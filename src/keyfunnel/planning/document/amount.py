"""A number of a goals file, remembering whether it was written as a percentage."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    """``65 %`` is 0.65 and ``percent``: only a KPI that is a ratio can mean it."""

    value: float
    percent: bool = False
