"""What was forecast against what came."""

import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, by_period, fraction, one, split
from tests.kpis.small_facts import facts

MONTHS = {"2024-01": ("2024-01-01", "2024-02-01"), "2024-02": ("2024-02-01", "2024-03-01")}


def foresaw(key: str, made: str, month: str, amount: float, **rest: object) -> dict[str, object]:
    start, end = MONTHS.get(month, (month, None))
    return {"forecast_id": key, "made_on": made, "period_start": start, "period_end": end, "amount": amount, **rest}


def won(key: str, day: str, amount: float, owner: str) -> dict[str, object]:
    return {"deal_id": key, "outcome": "won", "closed_at": day, "amount": amount, "owner_id": owner}


@pytest.fixture(scope="module")
def sold() -> Facts:
    """January: Ann 100 and Ben 60; February: Ann 50, Ben nothing; March runs. Foreseen of January: Ann 90 then 120, and
    180 once it had begun; Ben 100 at best, of which he committed 40. Of February: Ann 75, Ben 10, last day told."""
    return facts(
        "2024-03-10",
        teams=[{"team_id": "n", "name": "North"}, {"team_id": "s", "name": "South"}],
        reps=[{"rep_id": "a", "name": "Ann", "team_id": "n"}, {"rep_id": "b", "name": "Ben", "team_id": "n"}],
        deals=[
            won("1", "2024-01-10", 100, "a"),
            won("2", "2024-01-20", 60, "b"),
            won("3", "2024-02-10", 50, "a"),
            won("4", "2024-03-05", 70, "a"),
        ],
        forecasts=[
            foresaw("1", "2023-12-01", "2024-01", 90, rep_id="a"),
            foresaw("2", "2023-12-31", "2024-01", 120, rep_id="a"),
            foresaw("3", "2024-01-01", "2024-01", 180, rep_id="a"),
            foresaw("4", "2023-12-31", "2024-01", 100, rep_id="b", category="best_case"),
            foresaw("5", "2023-12-30", "2024-01", 40, rep_id="b", category="commit"),
            foresaw("6", "2024-01-31", "2024-02", 75, rep_id="a"),
            foresaw("7", "2024-01-31", "2024-02", 10, rep_id="b") | {"period_end": "2024-02-29"},
            foresaw("8", "2024-02-29", "2024-03-01", 70, rep_id="a") | {"period_end": "2024-04-01"},
        ],
    )


def test_the_last_forecast_before_the_period_counts_and_commitments_first(sold: Facts) -> None:
    """January: 160 came of 120 + 40; February: 50 of 85."""
    january, february, march = raw(sold, ["forecast_accuracy"], asked(grain="month"))
    assert (fraction(january), january.n) == ((160, 160), 1)
    assert fraction(february) == (15, 50)
    assert (march.value, str(march.reason)) == (
        None,
        "It isn't over yet, so what was forecast of it can't be compared.",
    )


def test_each_person_is_held_to_their_own_forecast(sold: Facts) -> None:
    january = split(sold, "forecast_accuracy", "owner", start="2024-01-01", end="2024-02-01")
    assert january == {"Ann": pytest.approx(0.8), "Ben": pytest.approx(1 - 20 / 60)}
    february = raw(sold, ["forecast_accuracy"], asked("2024-02-01", "2024-03-01", by=("owner",)))
    assert {found.dimensions["owner"]: found.value for found in february} == {"Ann": 0.5, "Ben": None}


def test_a_teams_forecast_is_its_own_else_the_sum_of_its_people(sold: Facts) -> None:
    assert split(sold, "forecast_accuracy", "team", start="2024-01-01", end="2024-02-01") == {"North": 1.0}
    assert one(sold, "forecast_accuracy", "2024-01-01", "2024-02-01", where={"owner": "Ann"}).value == 0.8


def test_the_companys_own_forecast_comes_before_the_sums() -> None:
    made = facts(
        "2024-02-10",
        teams=[{"team_id": "n", "name": "North"}],
        reps=[{"rep_id": "a", "name": "Ann", "team_id": "n"}],
        deals=[won("1", "2024-01-10", 100, "a")],
        forecasts=[
            foresaw("1", "2023-12-31", "2024-01", 90),
            foresaw("2", "2023-12-31", "2024-01", 70, team_id="n"),
            foresaw("3", "2023-12-31", "2024-01", 50, rep_id="a"),
        ],
    )
    over = {"start": "2024-01-01", "end": "2024-02-01"}
    assert one(made, "forecast_accuracy", **over).value == 0.9
    assert split(made, "forecast_accuracy", "team", **over) == {"North": 0.7}
    assert split(made, "forecast_accuracy", "owner", **over) == {"Ann": 0.5}


def test_bias_and_error_sum_the_periods_that_were_forecast_and_are_over(sold: Facts) -> None:
    """160 + 85 foreseen, 160 + 50 came."""
    bias = raw(sold, ["forecast_bias"], asked("2024-02-01", "2024-03-01", "month"))[0]
    assert (fraction(bias), bias.n) == ((35, 210), 2)
    by_owner = raw(sold, ["forecast_wape"], asked("2024-02-01", "2024-03-01", "month", by=("owner",)))
    assert {found.dimensions["owner"]: fraction(found) for found in by_owner} == {"Ann": (45, 150), "Ben": (30, 60)}


def test_over_a_range_the_periods_in_it_are_compared(sold: Facts) -> None:
    found = one(sold, "forecast_wape", "2024-01-01", "2024-03-01")
    assert (fraction(found), found.n) == ((35, 210), 2)
    assert one(sold, "forecast_wape", "2024-03-01", "2024-03-05").value is None


def test_nothing_forecast_of_a_period_is_told(sold: Facts) -> None:
    assert by_period(sold, "forecast_accuracy", "quarter") == {"2024-Q1": None}
    quarter = raw(sold, ["forecast_accuracy"], asked("2023-10-01", "2024-01-01", "quarter"))[0]
    assert str(quarter.reason) == "Nothing was forecast of it before it began."


def test_as_of_each_week_the_last_forecast_before_it_is_held_to_the_month_it_begins_in() -> None:
    """January brought 100. Foreseen: 40 on 28 December, 70 on Monday 8 January, 130 on the 20th, 100 on the 29th. The
    weeks begin on 1, 8, 15, 22 and 29 January: 40, 40 (that of the day itself came too late), 70, 130, 130. Nothing
    was foreseen of February; March, foreseen in time, isn't over."""
    made = facts(
        "2024-03-20",
        reps=[{"rep_id": "a", "name": "Ann"}],
        deals=[won("1", "2024-01-10", 100, "a"), won("2", "2024-03-05", 70, "a")],
        forecasts=[
            foresaw("1", "2023-12-28", "2024-01", 40, rep_id="a"),
            foresaw("2", "2024-01-08", "2024-01", 70, rep_id="a"),
            foresaw("3", "2024-01-20", "2024-01", 130, rep_id="a"),
            foresaw("4", "2024-01-29", "2024-01", 100, rep_id="a"),
            foresaw("5", "2024-02-28", "2024-03-01", 60, rep_id="a") | {"period_end": "2024-04-01"},
        ],
    )
    weeks = by_period(made, "forecast_accuracy_by_week", "week", start="2024-01-01", end="2024-02-05")
    assert weeks == {
        "2024-W01": 0.4,
        "2024-W02": 0.4,
        "2024-W03": 0.7,
        "2024-W04": pytest.approx(0.7),
        "2024-W05": pytest.approx(0.7),
    }
    january, february, march = raw(
        made, ["forecast_accuracy_by_week"], asked("2024-01-01", "2024-04-01", grain="month")
    )
    assert (fraction(january), january.n) == ((40 + 40 + 70 + 70 + 70, 500), 5)
    assert (february.value, str(february.reason)) == (None, "Nothing was forecast of it before it began.")
    assert str(march.reason) == "It isn't over yet, so what was forecast of it can't be compared."
    by_owner = split(made, "forecast_accuracy_by_week", "owner", start="2024-01-15", end="2024-01-22")
    assert by_owner == {"Ann": 0.7}
    assert by_period(made, "forecast_accuracy", "month", start="2024-01-01", end="2024-02-01") == {"2024-01": 0.4}


def test_a_week_in_a_month_that_nobody_forecast_is_held_to_its_quarter() -> None:
    """The first quarter of 2024 brought 200, of which 150 were foreseen before it and 190 from 5 February on."""
    quarter = {"period_start": "2024-01-01", "period_end": "2024-04-01"}
    made = facts(
        "2024-04-10",
        reps=[{"rep_id": "a", "name": "Ann"}],
        deals=[won("1", "2024-01-10", 50, "a"), won("2", "2024-03-05", 150, "a")],
        forecasts=[
            {"forecast_id": "1", "made_on": "2023-12-20", "amount": 150, **quarter},
            {"forecast_id": "2", "made_on": "2024-02-05", "amount": 190, **quarter},
        ],
    )
    weeks = by_period(made, "forecast_accuracy_by_week", "week", start="2024-01-29", end="2024-02-19")
    assert weeks == {"2024-W05": 0.75, "2024-W06": 0.75, "2024-W07": 0.95}
