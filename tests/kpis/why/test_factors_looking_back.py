"""A formula of numbers that look further back than its period: each factor is read as it was within the value.

| | lifetime value | acquisition cost | value ÷ cost |
|---|---|---|---|
| before | 300 | 100 | 3 |
| now | 400 | 200 | 2 |

Each factor's effect is the mean of changing it first and changing it last: the value's is (4 - 3 and 2 - 1.5) 0.75, the
cost's (1.5 - 3 and 2 - 4) -1.75; together -1.
"""

import datetime as dt

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.why import Comparison
from keyfunnel.kpis.why.factors import factors
from keyfunnel.model.calendar import Period, span
from tests.kpis.small_facts import facts

BEFORE = span(dt.date(2017, 1, 1), dt.date(2018, 1, 1))
NOW = span(dt.date(2017, 4, 1), dt.date(2018, 4, 1))
NUMBERS = {
    ("customer_lifetime_value", BEFORE): 300.0,
    ("customer_acquisition_cost", BEFORE): 100.0,
    ("customer_lifetime_value", NOW): 400.0,
    ("customer_acquisition_cost", NOW): 200.0,
}


def read(key: str, period: Period) -> Measurement:
    return Measurement(key, period, NUMBERS[key, period], "money")


def told(before: float, now: float) -> tuple[Measurement, Measurement]:
    return Measurement("clv_to_cac", BEFORE, before, "index"), Measurement("clv_to_cac", NOW, now, "index")


def test_the_factors_add_up_to_the_change() -> None:
    kpi = catalogue.get("clv_to_cac")
    found = factors(facts("2018-04-01"), kpi, Comparison(NOW, BEFORE), *told(3.0, 2.0), read)
    assert [(one.kpi, one.effect) for one in found] == [
        ("customer_lifetime_value", 0.75),
        ("customer_acquisition_cost", -1.75),
    ]


def test_there_are_none_where_they_dont_make_the_value_told() -> None:
    kpi = catalogue.get("clv_to_cac")
    assert factors(facts("2018-04-01"), kpi, Comparison(NOW, BEFORE), *told(3.0, 2.5), read) == ()
