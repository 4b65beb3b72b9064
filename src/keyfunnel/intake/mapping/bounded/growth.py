"""Whether an expression may give more than it is given: others need no trial, and starting a process costs."""

from collections.abc import Iterable
from typing import Any

# What these give is no longer than what they are given together, whatever that is. Of an expression made of nothing
# else, the length of its own text bounds how much it gives for a row.
_NEVER = frozenset(
    {"nullif", "concat", "concat_ws", "||", "+", "-", "*", "/", "//", "%", "upper", "lower", "ucase", "lcase", "trim"}
    | {
        "ltrim",
        "rtrim",
        "left",
        "right",
        "substring",
        "substr",
        "length",
        "len",
        "strlen",
        "abs",
        "round",
        "floor",
        "ceil",
    }
    | {"split_part", "contains", "starts_with", "ends_with", "prefix", "suffix", "position", "instr", "strpos"}
    | {"~~", "!~~", "~~*", "!~~*", "regexp_matches", "regexp_full_match", "regexp_extract", "date_trunc", "date_part"}
    | {
        "date_diff",
        "datediff",
        "date_add",
        "date_sub",
        "year",
        "month",
        "day",
        "quarter",
        "hour",
        "make_date",
        "strptime",
    }
    | {"try_strptime", "greatest", "least", "strip_accents", "isnan", "sign", "last_day", "to_days", "to_months"}
)
_CLASSES = frozenset(
    {"OPERATOR", "FUNCTION", "COLUMN_REF", "CONSTANT", "CASE", "CAST", "COMPARISON", "CONJUNCTION", "BETWEEN", "TYPE"}
)


def may_grow(nodes: Iterable[dict[str, Any]]) -> bool:
    """``nodes`` are those of a syntax tree as DuckDB serialises it."""
    return any(
        node["class"] not in _CLASSES or (node["class"] == "FUNCTION" and node["function_name"].lower() not in _NEVER)
        for node in nodes
        if "class" in node
    )
