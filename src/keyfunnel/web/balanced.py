"""Numbers that are shown as the parts of one another: rounded so that what is read adds up."""

from collections.abc import Sequence
from decimal import Decimal
from math import fsum


def difference(before: float, now: float, decimals: int, times: int = 1) -> float:
    """What lies between so many ``times`` the one and the other as they are read."""

    def read(value: float) -> Decimal:  # as numbers are written: half to even, of the shortest decimal that it is
        return round(Decimal(str(value)) * times, decimals)

    return float(read(now) - read(before))


def balanced(total: float, parts: Sequence[float], decimals: int) -> list[float]:
    """``parts`` with so many ``decimals``, adding up to ``total`` as that is read.

    What rounding leaves over goes to those parts that it changes least (largest remainder), one unit of the last
    decimal each; nothing stays nothing. Parts that don't make the total are rounded each by itself.
    """
    scale = 10.0**decimals
    units = [round(part * scale) for part in parts]
    missing = round(total * scale) - sum(units)
    step = 1 if missing > 0 else -1
    moved = sorted((i for i, part in enumerate(parts) if part), key=lambda i: step * (units[i] - parts[i] * scale))
    # the total itself may have been read as up to one unit more or less
    if abs(missing) <= len(moved) and abs(fsum(parts) - total) * scale <= 1.5:
        for i in moved[: abs(missing)]:
            units[i] += step
    return [unit / scale for unit in units]
