"""What is known of a stored base table without reading it."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from keyfunnel.kpis.facts import ColumnFacts
from keyfunnel.lake.base_facts import look


def test_its_statistics_tell_bounds_of_dates_and_the_only_number_of_a_column(tmp_path: Path) -> None:
    days = [dt.date(2024, 3, 1), None, dt.date(2024, 1, 5)]
    columns = {"entered_on": days, "weight": [1, 1, 1], "gaps": [1, None, 1], "position": [1, 2, 1], "stage": ["a"] * 3}
    path = tmp_path / "stage_entries.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=2)
    found = look(path)
    assert found.rows == 3
    assert found.columns == {
        "entered_on": ColumnFacts(2, dt.date(2024, 1, 5), dt.date(2024, 3, 1)),
        "weight": ColumnFacts(3, constant=1),
        "gaps": ColumnFacts(2, constant=1),
        "position": ColumnFacts(3),
        "stage": ColumnFacts(3),
    }


def test_a_column_that_is_one_number_in_each_part_only_is_not_constant(tmp_path: Path) -> None:
    path = tmp_path / "stage_entries.parquet"
    pq.write_table(pa.table({"weight": [1, 1, 2, 2]}), path, row_group_size=2)
    assert look(path).columns["weight"] == ColumnFacts(4)
