"""Cohorts judged too early, and cohorts from before anybody wrote down what became of them."""

import datetime as dt

from ibis import _

from keyfunnel.kpis.cohorts import curve, dumped, loaded
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails import immature_cohort, outcomes_unrecorded
from keyfunnel.kpis.maturity import Maturity
from keyfunnel.kpis.measurement import Measurement, Severity
from keyfunnel.kpis.shapes import Count, Ratio
from keyfunnel.model.calendar import Calendar, Grain
from tests.kpis.guardrails.company import company, deal, kpi, said, situation

COHORT = Ratio(Count("deals", "created_on", _.won), Count("deals", "created_on"), subset=True, outcome="closed_on")


def deals_of(created: dt.date, **outcomes: int) -> list[dict[str, object]]:
    """Deals of one day: ``won_10=20`` makes 20 won after 10 days, ``lost_3`` likewise, ``open_0`` those not closed."""
    rows = []
    for word, count in outcomes.items():
        outcome, days = word.split("_")
        closed = None if outcome == "open" else created + dt.timedelta(days=int(days))
        rows += [deal(f"{created}-{word}-{i}", created, closed, outcome) for i in range(count)]
    return rows


def two_cohorts() -> Facts:
    """100 of 1 January 2018: 20 won after 10 days, 20 after 40; 100 of 1 March: 20 after 10. Seen until 21 March.

    At 40 days 20 of the 80 older ones left are won, so 40 % are usually reached, half of them by day 10; losses
    change nothing of that.
    """
    january = deals_of(dt.date(2018, 1, 1), won_10=20, won_40=20, lost_3=50, open_0=10)
    march = deals_of(dt.date(2018, 3, 1), won_10=20, lost_3=10, open_0=70)
    return company(dt.date(2018, 3, 21), deals=january + march)


def rates(facts: Facts, *months: dt.date) -> list[Measurement]:
    periods = [Calendar().period(month, Grain.MONTH) for month in months]
    return [Measurement("made_up", period, 0.1, "ratio", 100, 10, 100) for period in periods]


def test_the_curve_is_learnt_from_the_rows() -> None:
    found = curve(two_cohorts(), "made_up", COHORT)
    entered = (dt.date(2018, 1, 1).toordinal(), dt.date(2018, 3, 1).toordinal())
    assert found == Maturity(dt.date(2018, 1, 1), (10, 40), (0.5, 1.0), entered, (100, 100))


def test_curves_are_read_again_as_they_were_stored() -> None:
    curves = {"known": Maturity(dt.date(2018, 1, 1), (10, 40), (0.5, 1.0), (736695,), (7,)), "none": Maturity(None)}
    assert loaded(dumped(curves)) == curves
    assert loaded(dumped({})) == {}


def test_a_ratio_that_is_no_cohort_has_no_curve() -> None:
    plain = Ratio(Count("deals", "closed_on", _.won), Count("deals", "closed_on"), subset=True)
    assert curve(two_cohorts(), "plain", plain) is None


def test_a_young_cohort_is_marked_with_what_it_has_usually_shown_by_then() -> None:
    """All of March entered on the 1st, 20 days before the end: the half that comes in by day 10 has, the rest not."""
    facts = two_cohorts()
    found = immature_cohort.check(
        situation(facts, kpi(COHORT), *rates(facts, dt.date(2018, 1, 1), dt.date(2018, 3, 1)))
    )
    assert said(found) == {
        1: "By Mar 21, 2018 a cohort of this age has usually shown 50% of the outcomes it will reach: the rest is "
        "still to come, so expect this number to rise."
    }


def test_a_young_cohort_with_more_than_the_usual_pace_allows_is_said_to_be_quicker() -> None:
    """60 % while half of what is reached has usually come in: it can't end at 120 %."""
    facts, march = two_cohorts(), Calendar().period(dt.date(2018, 3, 1), Grain.MONTH)
    quick = Measurement("made_up", march, 0.6, "ratio", 100, 60, 100)
    found = said(immature_cohort.check(situation(facts, kpi(COHORT), quick)))
    assert "usually shown 50% of the outcomes" in found[0]
    assert found[0].endswith("so it is quicker than usual: expect this number to rise, but by less.")


def test_cohorts_of_months_without_records_are_told_from_failures() -> None:
    """Outcomes take 10 days (half) or 40; recording begins with January. December entered 31 days before."""
    facts = company(
        dt.date(2018, 6, 30),
        deals=deals_of(dt.date(2017, 12, 1), open_0=100)
        + deals_of(dt.date(2018, 1, 1), won_10=20, won_40=20, open_0=60),
    )
    december, january = dt.date(2017, 12, 1), dt.date(2018, 1, 1)
    found = outcomes_unrecorded.check(situation(facts, kpi(COHORT), *rates(facts, december, january)))
    assert list(found) == [0]
    assert found[0].severity == Severity.CRITICAL
    assert "about 50%" in str(found[0].message)


def test_a_quarter_partly_before_the_records_is_warned_of() -> None:
    facts = company(
        dt.date(2018, 6, 30),
        deals=deals_of(dt.date(2018, 1, 1), open_0=100) + deals_of(dt.date(2018, 2, 1), won_1=40, open_0=60),
    )
    quarter = Measurement("made_up", Calendar().period(dt.date(2018, 2, 1), Grain.QUARTER), 0.4, "ratio", 100, 40, 100)
    found = outcomes_unrecorded.check(situation(facts, kpi(COHORT), quarter))
    assert found[0].severity == Severity.WARNING
    assert "about 50%" in str(found[0].message)
    assert "from before Feb 1, 2018" in str(found[0].message)


def test_without_a_single_outcome_a_rate_of_0_is_not_believed() -> None:
    facts = company(dt.date(2018, 6, 30), deals=deals_of(dt.date(2018, 1, 1), open_0=100))
    found = outcomes_unrecorded.check(situation(facts, kpi(COHORT), *rates(facts, dt.date(2018, 1, 1))))
    assert said(found) == {0: "Not a single outcome is on record yet, so a rate of 0 says nothing."}
    assert not immature_cohort.check(situation(facts, kpi(COHORT), *rates(facts, dt.date(2018, 1, 1))))
