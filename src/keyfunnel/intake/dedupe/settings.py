"""What splink is told: the comparisons with their weights, and which pairs to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keyfunnel.intake.dedupe.agreement import condition, levels
from keyfunnel.intake.dedupe.blocking import BLOCKS, key, usable
from keyfunnel.intake.dedupe.fields import Compared

Shares = Mapping[str, Sequence[float]]  # of a column's levels, in their order


@dataclass(frozen=True)
class Weights:
    """``m`` and ``u``: how often two records of the same one, and two of different ones, are at each level.
    ``prior``: how likely any two records are the same one. ``frequencies``: whether a rare value says more."""

    m: Shares
    u: Shares
    prior: float
    frequencies: bool


def settings(columns: Sequence[Compared], weights: Weights) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": weights.prior,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f'l."{key(block)}" = r."{key(block)}"', "sql_dialect": "duckdb"}
            for block in usable(BLOCKS, columns)
        ],
        "comparisons": [_comparison(column, weights) for column in columns],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(column: Compared, weights: Weights) -> dict[str, Any]:
    name = column.name
    unknown = {
        "sql_condition": f'"{name}_l" IS NULL OR "{name}_r" IS NULL',
        "label_for_charts": "missing",
        "is_null_level": True,
    }
    described: list[dict[str, Any]] = [unknown]
    for place, level in enumerate(levels(column)):
        last = place == len(levels(column)) - 1
        one: dict[str, Any] = {
            "sql_condition": "ELSE" if last else condition(level, name),
            "label_for_charts": level.label,
            "m_probability": weights.m[name][place],
            "u_probability": weights.u[name][place],
        }
        if place == 0 and weights.frequencies:
            one["tf_adjustment_column"] = name
            one["tf_adjustment_weight"] = 1.0
        described.append(one)
    return {"output_column_name": name, "comparison_levels": described, "comparison_description": name}
