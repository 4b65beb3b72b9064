"""The forms a KPI can take, and what can be asked of each."""

from keyfunnel.kpis.shapes.forms import (
    AsOf,
    Complete,
    Count,
    Derived,
    Distinct,
    Entered,
    Foreseen,
    Growth,
    Lifetime,
    Median,
    Part,
    Ratio,
    Retention,
    Shape,
    Sum,
)
from keyfunnel.kpis.shapes.made_of import bases_of, dated_by, held_to, inputs_of, known_before, parts

__all__ = [
    "AsOf",
    "Complete",
    "Count",
    "Derived",
    "Distinct",
    "Entered",
    "Foreseen",
    "Growth",
    "Lifetime",
    "Median",
    "Part",
    "Ratio",
    "Retention",
    "Shape",
    "Sum",
    "bases_of",
    "dated_by",
    "held_to",
    "inputs_of",
    "known_before",
    "parts",
]
