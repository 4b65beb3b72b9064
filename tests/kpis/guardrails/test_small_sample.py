"""When a number comes from too few rows."""

import datetime as dt

import pytest
from ibis import _

from keyfunnel.kpis.guardrails import small_sample
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.shapes import Count, Median, Ratio
from tests.kpis.guardrails.company import YEAR, company, kpi, said, share, situation

RATE = kpi(Ratio(Count("deals", "closed_on", _.won), Count("deals", "closed_on"), subset=True))
MEDIAN = kpi(Median("deals", "closed_on", _.days_to_close), unit="days")
REVENUE = kpi(Count("deals", "closed_on"), unit="count")
NOWHERE = company(dt.date(2018, 12, 31))


@pytest.mark.parametrize(("successes", "n"), [(1, 1), (100, 100), (4, 2000), (45, 90)])
def test_fires_on_few_rows_few_successes_few_failures_and_wide_intervals(successes: int, n: int) -> None:
    """45 of 90 is 50 % ± 10.1 points (Wilson)."""
    assert 0 in small_sample.check(situation(NOWHERE, RATE, share(successes, n)))


@pytest.mark.parametrize(("successes", "n"), [(47, 93), (5, 2000), (4238, 6711)])
def test_is_silent_on_a_rate_that_is_known_well_enough(successes: int, n: int) -> None:
    """47 of 93 is 50.5 % ± 9.96 points."""
    assert not small_sample.check(situation(NOWHERE, RATE, share(successes, n)))


def test_names_the_numbers() -> None:
    few = small_sample.check(situation(NOWHERE, RATE, share(3, 70)))
    assert said(few)[0] == "3 of 70, and 67 not: under 5 of either says little."
    wide = small_sample.check(situation(NOWHERE, RATE, share(10, 20)))
    assert said(wide)[0] == "From 20 rows the rate could be anything from 29.9% to 70.1%."


def test_a_median_wants_30_rows() -> None:
    medians = [Measurement("made_up", YEAR, 57, "days", n) for n in (29, 30)]
    found = small_sample.check(situation(NOWHERE, MEDIAN, *medians))
    assert said(found) == {0: "A median of only 29 rows; from 30 on it begins to settle."}


def test_no_value_is_no_small_sample_and_a_sum_is_no_sample() -> None:
    nothing = Measurement("made_up", YEAR, None, "ratio")
    assert not small_sample.check(situation(NOWHERE, RATE, nothing))
    assert not small_sample.check(situation(NOWHERE, REVENUE, Measurement("made_up", YEAR, 3, "count", 3)))
