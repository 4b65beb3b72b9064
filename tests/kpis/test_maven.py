"""Figures of the maven CRM data, as its reference worked them out independently."""

import datetime as dt

import pyarrow.compute as pc
import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.rows import rows
from tests.kpis.asking import asked, by_period, fraction, one, split

pytestmark = pytest.mark.shared


def test_win_rate_counts_only_what_is_closed(maven: Facts) -> None:
    assert fraction(one(maven, "win_rate")) == (4238, 6711)


@pytest.mark.parametrize(
    ("region", "won", "closed"), [("West", 1438, 2249), ("Central", 1629, 2604), ("East", 1171, 1858)]
)
def test_win_rate_of_the_owners_region(maven: Facts, region: str, won: int, closed: int) -> None:
    assert fraction(one(maven, "win_rate", where={"region": region})) == (won, closed)


@pytest.mark.parametrize(
    ("dimension", "name", "won", "closed"),
    [("team", "Melvin Marxen", 882, 1418), ("owner", "Darcel Schlecht", 349, 553), ("product", "GTX Pro", 729, 1147)],
)
def test_win_rate_of_a_team_an_owner_and_a_product(
    maven: Facts, dimension: str, name: str, won: int, closed: int
) -> None:
    assert fraction(one(maven, "win_rate", where={dimension: name})) == (won, closed)


def test_win_rate_of_a_quarter(maven: Facts) -> None:
    assert fraction(one(maven, "win_rate", "2017-10-01", "2018-01-01")) == (1196, 1985)


def test_revenue_in_total_and_by_month(maven: Facts) -> None:
    assert one(maven, "revenue").value == 10_005_534
    assert by_period(maven, "revenue", "month") == {
        "2017-03": 1134672,
        "2017-04": 721932,
        "2017-05": 1025713,
        "2017-06": 1338466,
        "2017-07": 696932,
        "2017-08": 1050059,
        "2017-09": 1235264,
        "2017-10": 731980,
        "2017-11": 938943,
        "2017-12": 1131573,
    }


def test_revenue_by_region_and_product(maven: Facts) -> None:
    assert split(maven, "revenue", "region") == {"West": 3568647, "Central": 3346293, "East": 3090594}
    assert split(maven, "product_revenue", "product")["GTX Pro"] == 3510578


def test_average_deal_value_leaves_lost_deals_out(maven: Facts) -> None:
    found = one(maven, "average_deal_value")
    assert found.value == pytest.approx(2360.9094, abs=5e-5)
    assert found.n == 4238


def test_time_to_close_has_its_mean_beside_the_median(maven: Facts) -> None:
    found = one(maven, "time_to_close")
    assert found.value == 57
    assert found.numerator is not None
    assert found.denominator is not None
    assert found.numerator / found.denominator == pytest.approx(51.782, abs=5e-4)


def test_pipeline_at_the_end_of_september(maven: Facts) -> None:
    assert one(maven, "pipeline_volume", end="2017-10-01").value == 2409
    assert by_period(maven, "pipeline_volume", "quarter")["2017-Q3"] == 2409


def test_win_rate_by_value_says_why_there_is_none(maven: Facts) -> None:
    found = one(maven, "win_rate_by_value")
    assert found.value is None
    assert str(found.reason) == "0 of 2,473 lost deals carry an amount; at least 90% must."


def test_undated_deals_are_in_no_total(maven: Facts) -> None:
    assert one(maven, "new_deals").value == 8800 - 500


def test_someone_who_never_sold_has_nothing_rather_than_being_unknown(maven: Facts) -> None:
    assert one(maven, "deals_won", where={"owner": "Carol Thompson"}).value == 0
    assert one(maven, "win_rate", where={"owner": "Carol Thompson"}).value is None


def test_deals_won_on_the_quarters_last_days(maven: Facts) -> None:
    days = by_period(maven, "deals_won", "day", start="2017-12-25", end="2018-01-01")
    assert sum(value or 0 for value in days.values()) == one(maven, "deals_won", "2017-12-25", "2018-01-01").value


def test_rows_behind_a_value_give_it_again(maven: Facts) -> None:
    found = rows(maven, "win_rate", asked(where={"owner": "Darcel Schlecht"})).to_pyarrow()
    assert (pc.sum(found["in_numerator"]).as_py(), found.num_rows) == (349, 553)
    assert rows(maven, "pipeline_volume", asked(end="2017-10-01")).to_pyarrow().num_rows == 2409
    assert pc.sum(rows(maven, "revenue", asked("2017-10-01")).to_pyarrow()["value"]).as_py() == 2_802_496
    first = found.slice(0, 1).to_pylist()[0]
    assert (first["owner"], first["team"], first["_file"]) == ("Darcel Schlecht", "Melvin Marxen", "deals.csv")
    assert first["closed_on"] == dt.date(2017, 12, 30)


def test_a_ratio_asked_beside_its_own_numerator_is_unchanged(maven: Facts) -> None:
    alone = raw(maven, ["win_rate"], asked(grain="month"))
    beside = raw(maven, ["deals_won", "win_rate", "revenue"], asked(grain="month"))
    assert [found for found in beside if found.kpi == "win_rate"] == alone
