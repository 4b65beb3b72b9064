"""Kaplan-Meier and Aalen-Johansen against published examples, hand calculations and known special cases."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from keyfunnel.stats.quantiles import from_histogram
from keyfunnel.stats.survival import aalen_johansen, kaplan_meier, median_interval, quantile

# Weeks in remission under 6-MP, Freireich et al. (1963), Blood 21:699-716, as tabled by Gehan (1965) and in
# Klein and Moeschberger (2003), Example 4.1: events and those still in remission (+) at each time.
WEEKS = [6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35]
RELAPSED = [3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
STILL_WELL = [1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1]


def test_kaplan_meier_gives_klein_and_moeschbergers_table() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED, STILL_WELL)
    steps = curve.events > 0
    assert curve.times[steps].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk[steps].tolist() == [21, 17, 15, 12, 11, 7, 6]
    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert curve.survival[steps] == pytest.approx(published, abs=5e-4)
    assert np.sqrt(curve.variance[steps]) == pytest.approx(errors, abs=5e-5)


def test_survival_is_a_step_that_starts_at_1() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED, STILL_WELL)
    assert curve.at([0, 5.9]).tolist() == [1, 1]
    assert curve.at([6, 6.9, 100]) == pytest.approx([6 / 7, 6 / 7, 0.448179], abs=1e-6)


def test_interval_and_median_interval_agree_with_scipys_log_log_band() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED, STILL_WELL)
    band: Any = stats.ecdf(
        stats.CensoredData(uncensored=np.repeat(WEEKS, RELAPSED), right=np.repeat(WEEKS, STILL_WELL))
    ).sf.confidence_interval(method="log-log")
    # Any, since scipy-stubs take the two ends for numbers; they are step functions like sf itself
    band_low, band_high = (np.asarray(end.probabilities) for end in (band.low, band.high))
    low, high = curve.interval()
    assert low == pytest.approx(band_low, abs=1e-12)
    assert high == pytest.approx(band_high, abs=1e-12)
    median, earliest, latest = median_interval(curve)
    assert (median, earliest) == (23, 13)  # the band's lower edge first falls to a half at week 13
    assert np.isnan(latest)


def test_a_median_that_was_not_reached_is_unknown() -> None:
    assert np.isnan(quantile(kaplan_meier([1, 2], [1, 0], [0, 3])))


def test_once_everyone_had_the_event_the_variance_is_unknown_and_the_median_stands() -> None:
    curve = kaplan_meier([1, 2, 3], [1, 1, 1])
    assert quantile(curve) == 2
    assert np.isnan(curve.variance[-1])


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 40), min_size=1, max_size=25))
def test_without_censoring_the_median_is_the_ordinary_one(histogram: dict[int, int]) -> None:
    times, events = list(histogram), list(histogram.values())
    assert quantile(kaplan_meier(times, events)) == pytest.approx(float(from_histogram(times, events)))


def test_competing_risks_by_hand() -> None:
    """Five subjects: cause 1 at 1, cause 2 at 2, censored at 3, cause 1 at 4, censored at 5.

    At risk 5, 4, 3, 2, 1; any-cause survival 0.8, 0.6, 0.6, 0.3. F1(4) = 1/5 + 0.6 · 1/2 = 0.5, F2 = 0.8 · 1/4 = 0.2.
    """
    found = aalen_johansen([1, 2, 3, 4, 5], [1, 2, 0, 1, 0], [1, 1, 1, 1, 1])
    assert found.at([0, 1, 3, 4, 9], cause=1) == pytest.approx([0, 0.2, 0.2, 0.5, 0.5])
    assert found.at([1, 2, 9], cause=2) == pytest.approx([0, 0.2, 0.2])
    naive = kaplan_meier([1, 2, 3, 4, 5], [1, 0, 0, 1, 0], [0, 1, 1, 0, 1])
    assert 1 - float(naive.at(5)) == pytest.approx(0.6)


def test_with_one_cause_incidence_is_one_minus_kaplan_meier_with_greenwoods_variance() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED, STILL_WELL)
    found = aalen_johansen(WEEKS * 2, [1] * 16 + [0] * 16, RELAPSED + STILL_WELL)
    assert found.incidence[0] == pytest.approx(1 - curve.survival)
    assert found.variance[0] == pytest.approx(curve.variance)


def test_without_censoring_variance_is_binomial() -> None:
    """Ten subjects, 3 with cause 1, 7 with cause 2: 0.3 · 0.7 / 10 in the end."""
    found = aalen_johansen([1, 1, 2, 2, 3], [1, 2, 1, 2, 2], [1, 2, 2, 3, 2])
    assert found.incidence[:, -1] == pytest.approx([0.3, 0.7])
    assert found.variance[:, -1] == pytest.approx([0.021, 0.021])


def test_variance_is_the_spread_over_repeated_samples() -> None:
    """150 subjects, exponential causes at rates 2 and 1, censoring at rate 1, looked at time 0.5; 2,000 samples."""
    generator = np.random.default_rng(7)
    shares, variances = [], []
    for _ in range(2000):
        clocks = generator.exponential([[1.0], [0.5], [1.0]], (3, 150))  # censored, cause 1, cause 2
        found = aalen_johansen(clocks.min(axis=0), clocks.argmin(axis=0), np.ones(150))
        place = int(np.searchsorted(found.times, 0.5, side="right")) - 1
        shares.append(found.incidence[0, place])
        variances.append(found.variance[0, place])
    assert float(np.mean(variances)) == pytest.approx(float(np.var(shares)), rel=0.1)


def test_incidence_interval_holds_the_estimate_and_is_certain_before_the_first_event() -> None:
    found = aalen_johansen([1, 2, 3, 4, 5], [2, 1, 0, 1, 0], [1, 1, 1, 1, 1])
    low, high = found.interval(1)
    assert (low[0], high[0]) == (0, 0)
    assert (low[1:] < found.incidence[0, 1:]).all()
    assert (found.incidence[0, 1:] < high[1:]).all()


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.integers(0, 20)), min_size=1, max_size=40),
)
def test_causes_and_survivors_add_up_to_everyone(rows: list[tuple[int, int, int]]) -> None:
    if not sum(count for _, _, count in rows):
        rows = [(1, 1, 1)]
    times, causes, counts = zip(*rows, strict=True)
    found = aalen_johansen(times, causes, counts)
    curve = kaplan_meier(
        times,
        [n * (c > 0) for c, n in zip(causes, counts, strict=True)],
        [n * (c == 0) for c, n in zip(causes, counts, strict=True)],
    )
    assert found.incidence.sum(axis=0) + curve.survival == pytest.approx(np.ones(curve.times.size))


@pytest.mark.shared
def test_on_mavens_spring_engagements_one_minus_kaplan_meier_overstates_wins(shared: Path) -> None:
    """Deals engaged from March to July 2017, seen until 2017-12-31: 63.3 % against 48.6 % (KPIS.md)."""
    rows = Counter[tuple[int, int]]()
    with (shared / "maven_crm" / "sales_pipeline.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if "2017-03-01" <= row["engage_date"] < "2017-08-01":
                until = dt.date.fromisoformat(row["close_date"] or "2017-12-31")
                days = (until - dt.date.fromisoformat(row["engage_date"])).days
                rows[days, {"Won": 1, "Lost": 2}.get(row["deal_stage"], 0)] += 1
    times, causes, counts = (list(column) for column in zip(*((*key, n) for key, n in rows.items()), strict=True))
    assert sum(counts) == 4378
    found = aalen_johansen(times, causes, counts)
    won = [n * (c == 1) for c, n in zip(causes, counts, strict=True)]
    naive = kaplan_meier(times, won, [n - w for n, w in zip(counts, won, strict=True)])
    assert float(found.incidence[0, -1]) == pytest.approx(0.486, abs=5e-4)
    assert 1 - float(naive.survival[-1]) == pytest.approx(0.633, abs=5e-4)
