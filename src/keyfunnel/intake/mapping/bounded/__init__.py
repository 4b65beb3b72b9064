"""Expressions that people write, tried where their time and memory are bounded: in a process of its own.

The engine can be interrupted only between blocks of rows, and its memory limit doesn't count what one call of a
function takes, so that ``repeat('x', 2000000000)`` hangs or kills whatever process evaluates it (decision 0020).
"""

from keyfunnel.intake.mapping.bounded.growth import may_grow
from keyfunnel.intake.mapping.bounded.process import Trial, Tried, tried

__all__ = ["Trial", "Tried", "may_grow", "tried"]
