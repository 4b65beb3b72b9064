"""Goals for the simulated company, set as its people would have: from what the quarter before had brought."""

from keyfunnel.demo.goals.document import goals_for

__all__ = ["goals_for"]
