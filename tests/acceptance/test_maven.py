"""A real export by suggested mapping alone; every figure is from its REFERENCE.md or the raw file."""

import csv
import datetime as dt
import statistics
from pathlib import Path

import pytest

from tests.command_line import CommandLine

pytestmark = pytest.mark.shared

GOALS = """
cycle: {name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}
objectives:
  - key: close-better
    title: Win more of what we already engage
    scope: company
    owner: Melvin Marxen
    ambition: stretch
    key_results:
      - {key: win, title: Win rate to 65 %, kpi: win_rate, stage: Won, kind: increase, baseline: auto, target: 0.65}
      - {key: gtx, title: GTX Pro revenue of 1.2 million, kpi: revenue, stage: Won, kind: increase, target: 1200000,
         where: {product: GTX Pro}, weight: 2}
      - {key: fast, title: Close in 45 days, kpi: time_to_close, stage: Won, kind: decrease, baseline: 57, target: 45}
"""


def share(run: CommandLine, *words: object) -> tuple[float, float]:
    one = run.value("win_rate", *words)
    assert one["value"] == pytest.approx(one["numerator"] / one["denominator"])
    assert one["n"] == one["denominator"]
    return one["numerator"], one["denominator"]


def test_the_win_rate_is_that_of_the_raw_file(maven: CommandLine) -> None:
    assert share(maven) == (4238, 6711)


@pytest.mark.parametrize(
    ("where", "won_of_closed"),
    [
        ("region=West", (1438, 2249)),
        ("region=Central", (1629, 2604)),
        ("region=East", (1171, 1858)),
        ("team=Melvin Marxen", (882, 1418)),
        ("owner=Darcel Schlecht", (349, 553)),
        ("product=GTX Pro", (729, 1147)),
    ],
)
def test_the_win_rate_of_a_part(maven: CommandLine, where: str, won_of_closed: tuple[int, int]) -> None:
    assert share(maven, "--where", where) == won_of_closed


def test_the_win_rate_by_region_is_the_same_asked_as_a_split(maven: CommandLine) -> None:
    split = {one["dimensions"]["region"]: one["numerator"] for one in maven.values("win_rate", "--by", "region")}
    assert split == {"West": 1438, "Central": 1629, "East": 1171}


def test_a_quarter_and_its_label(maven: CommandLine) -> None:
    quarters = {one["period"]: one for one in maven.values("win_rate", "--grain", "quarter")}
    assert (quarters["2017-Q4"]["numerator"], quarters["2017-Q4"]["denominator"]) == (1196, 1985)
    assert list(quarters) == sorted(quarters)


def test_revenue_in_all_and_by_month(maven: CommandLine) -> None:
    assert maven.value("revenue")["value"] == 10_005_534
    months = {one["period"]: one["value"] for one in maven.values("revenue", "--grain", "month")}
    won = {
        f"2017-{m:02d}": v
        for m, v in enumerate(
            (1134672, 721932, 1025713, 1338466, 696932, 1050059, 1235264, 731980, 938943, 1131573), start=3
        )
    }
    assert {month: months[month] for month in won} == won


def test_values_and_durations(maven: CommandLine) -> None:
    assert maven.value("average_deal_value")["value"] == pytest.approx(2360.9094, abs=1e-4)
    cycle = maven.value("time_to_close")
    assert cycle["value"] == 57
    assert cycle["numerator"] / cycle["denominator"] == pytest.approx(51.782, abs=1e-3)


def test_the_pipeline_is_rebuilt_as_it_stood(maven: CommandLine) -> None:
    asked = maven.value("pipeline_volume", "--from", "2017-09-30", "--to", "2017-10-01", "--grain", "day")
    assert asked["value"] == 2409
    months = {one["period"]: one["value"] for one in maven.values("pipeline_volume", "--grain", "month")}
    assert months["2017-09"] == 2409
    assert maven.value("pipeline_volume", "--to", "2017-10-01")["value"] == 2409


def test_win_rate_by_value_says_why_it_is_not_available(maven: CommandLine) -> None:
    one = maven.value("win_rate_by_value")
    assert one["value"] is None
    assert "lost" in one["reason"].lower()


def test_the_import_accounts_for_every_row(shared: Path, tmp_path: Path) -> None:
    run = CommandLine(tmp_path / "home")
    report = run("import", *sorted((shared / "maven_crm").glob("*.csv")), "--json").json
    files = {Path(file["path"]).name: file for file in report["files"]}
    for file in files.values():
        parts = ("accepted", "repaired", "merged", "quarantined")
        assert file["read"] == sum(file[part] for part in parts), file["path"]
    pipeline = files["sales_pipeline.csv"]
    assert pipeline["table"] == "deals"
    assert (pipeline["read"], pipeline["repaired"], pipeline["quarantined"]) == (8800, 1480, 0)
    said = {finding["code"]: finding for finding in pipeline["findings"]}
    assert any(f["rows"] == 1480 and "GTX Pro" in f["message"] for f in pipeline["findings"])
    assert said["undated"]["rows"] == 500
    assert files["sales_teams.csv"]["tables"] == ["reps", "teams"]
    assert files["data_dictionary.csv"]["table"] is None


def test_importing_the_same_files_again_changes_nothing(maven: CommandLine, shared: Path) -> None:
    before = maven("editions", "--json").json
    report = maven("import", *sorted((shared / "maven_crm").glob("*.csv")), "--json").json
    assert report["edition"] == before[-1]["edition"]
    assert maven("editions", "--json").json == before


def test_goals_on_the_last_quarter(maven: CommandLine, shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_text(GOALS, encoding="utf-8")
    applied = maven("goals", "apply", file)
    assert applied.code == 0, applied.err
    status = maven("goals", "status", "--json").json
    assert status["cycle"] == "2017-Q4"
    (objective,) = status["objectives"]
    win, gtx, fast = objective["key_results"]
    assert [*status] == ["cycle", "today", "edition", "objectives"]
    assert [*objective] == ["key", "title", "progress", "status", "key_results"]
    assert [*win] == [
        "key", "kpi", "baseline", "current", "target", "progress", "progress_shown", "projected_end", "status",
        "n", "reason",
    ]  # fmt: skip
    assert win["baseline"] == pytest.approx(1257 / 2047)
    assert gtx["current"] == 958_491
    assert gtx["progress"] == pytest.approx(958_491 / 1_200_000)
    median = quarter_median(shared / "maven_crm" / "sales_pipeline.csv")
    assert fast["current"] == median
    assert fast["progress"] == pytest.approx((median - 57) / (45 - 57))


def quarter_median(file: Path) -> float:
    """Days from engagement to close of the deals won in 2017-Q4, from the raw file."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        won = [row for row in csv.DictReader(lines) if row["deal_stage"] == "Won" and row["close_date"] >= "2017-10-01"]
    day = dt.date.fromisoformat
    return statistics.median((day(row["close_date"]) - day(row["engage_date"])).days for row in won)


def test_day_one_of_a_revenue_goal_is_not_a_catastrophe(maven: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_text(GOALS, encoding="utf-8")
    assert maven("goals", "apply", file).code == 0
    status = maven("goals", "status", "--today", "2017-10-01", "--json").json
    gtx = status["objectives"][0]["key_results"][1]
    assert gtx["progress"] is None or 0 <= gtx["progress"] < 0.1


def test_files_to_figures_takes_seconds(maven: CommandLine) -> None:
    rows = maven("kpi", "rows", "win_rate", "--where", "owner=Darcel Schlecht", "--json").json
    assert len(rows) == 553
