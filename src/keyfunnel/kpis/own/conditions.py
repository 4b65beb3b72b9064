"""The small grammar of filters: columns held to values. No expressions are evaluated, only compared."""

import datetime as dt
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from ibis import Deferred, _

from keyfunnel.model.definitions import Condition

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}
WORDS = ("is", "is_not", *OPERATORS, "known")


def held(conditions: Sequence[Condition]) -> Deferred | None:
    """All of them at once; None where there is none. Words are compared without regard to case."""
    found = [_one(condition) for condition in conditions]
    return reduce(operator.and_, found) if found else None


def _one(condition: Condition) -> Any:
    column, values = _[condition.column], condition.values
    if condition.op == "known":
        return column.notnull() if values[0] else column.isnull()
    if condition.op in OPERATORS:
        return OPERATORS[condition.op](column, _value(values[0])).fill_null(False)
    named = all(isinstance(value, str) for value in values)
    found = column.cast("string").lower().isin([str(v).lower() for v in values]) if named else column.isin(list(values))
    return found.fill_null(False) if condition.op == "is" else ~found.fill_null(False)


def _value(value: str | float | bool) -> Any:
    """A date where it is written as one."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
