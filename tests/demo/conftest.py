"""One simulated company for all tests here, and SQL over its files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from keyfunnel.demo.simulate import write_exports

Ask = Callable[[str], list[tuple[Any, ...]]]
DEALS = 1500


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    write_exports(folder, deals=DEALS, seed=7)
    return folder


@pytest.fixture(scope="session")
def ask(exports: Path) -> Ask:
    """Rows of a query over the files, each a view of its name; dirty cells are NULL where a type is asked for."""
    connection = duckdb.connect()
    for path in exports.glob("*.csv"):
        read = f"read_csv('{path}', header = true, all_varchar = true, quote = '\"', delim = ',')"
        connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM {read}")
    # The deals as they were before the dirt of exports: once each, with readable amounts.
    connection.execute("""
        CREATE VIEW clean_deals AS SELECT DISTINCT ON ("Deal ID") *, try_cast("Amount" AS DOUBLE) AS money,
            "Created Date"::TIMESTAMP AS created, "Closed Date"::TIMESTAMP AS closed FROM deals
        WHERE try_cast("Amount" AS DOUBLE) > 0 AND ("Closed Date" IS NULL OR "Closed Date" > "Created Date")
    """)
    return lambda sql: connection.execute(sql).fetchall()
