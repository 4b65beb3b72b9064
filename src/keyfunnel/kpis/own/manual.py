"""KPIs whose values people enter: no table tells them."""

from collections.abc import Mapping

MANUAL = "manual"

ACCUMULATES = ("flow", "level")

# What is counted or paid usually adds up over a period; what is timed or rated doesn't. A KPI may say otherwise.
USUALLY: Mapping[str, str] = {
    "count": "flow",
    "money": "flow",
    "ratio": "level",
    "days": "level",
    "minutes": "level",
    "hours": "level",
    "months": "level",
    "index": "level",
}

NOT_OF_MANUAL = ("base", "date", "value", "where", "among")
"""Fields that say which rows are counted."""
