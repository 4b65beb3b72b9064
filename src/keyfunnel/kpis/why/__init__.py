"""Why a KPI changed between two periods: parts that add up to the change, by dimension."""

from keyfunnel.kpis.why.comparison import Comparison, preceding, so_far, year_ago
from keyfunnel.kpis.why.explained import Effects, Part, Split, Usual, Why
from keyfunnel.kpis.why.factors import Read
from keyfunnel.kpis.why.why import Ask, why

__all__ = [
    "Ask",
    "Comparison",
    "Effects",
    "Part",
    "Read",
    "Split",
    "Usual",
    "Why",
    "preceding",
    "so_far",
    "why",
    "year_ago",
]
