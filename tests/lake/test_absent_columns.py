"""A column in which no row has anything isn't in the table's files, and reads as NULL all the same."""

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from keyfunnel.lake import layout
from keyfunnel.lake.at_rest import schema
from keyfunnel.lake.edition import Edition, read
from keyfunnel.lake.home import Home
from keyfunnel.model.tables import table
from tests.intake.company import NO_NUMBERS

DEALS = table("deals")
TWO = pa.table({"deal_id": ["D1", "D2"], "name": ["One", None]})


def bring(home: Home, rows: pa.Table) -> Edition:
    with home.lake.draft(home.workspace, measuring=NO_NUMBERS) as draft:
        draft.put("deals", rows)
        return draft.commit()


def test_files_lack_what_no_row_has(home: Home) -> None:
    edition = bring(home, TWO)
    (file,) = edition.files("deals")

    assert pq.read_schema(file).names == ["deal_id", "name"]
    assert set(edition.tables["deals"].absent) == set(schema(DEALS).names) - {"deal_id", "name"}
    assert {name: facts.filled for name, facts in edition.tables["deals"].columns.items() if facts.filled} == {
        "deal_id": 2,
        "name": 1,
    }


def test_readers_find_every_column(home: Home) -> None:
    edition = read(bring(home, TWO).folder)
    rows = edition.read("deals")
    by_delta = DeltaTable(layout.table_folder(home.lake.path, "deals").as_uri()).to_pyarrow_table()

    assert rows.schema == schema(DEALS)
    assert rows.column("region").to_pylist() == [None, None]
    assert edition.read("deals", ["region", "deal_id"]).to_pydict() == {"region": [None, None], "deal_id": ["D1", "D2"]}
    assert by_delta.column_names == schema(DEALS).names
    assert by_delta.column("amount").to_pylist() == [None, None]
    assert set(edition.facts().tables["deals"].columns) == set(schema(DEALS).names)
    assert edition.facts().tables["deals"].amount.count().to_pyarrow().as_py() == 0


def test_a_later_version_may_have_them(home: Home) -> None:
    before = bring(home, TWO)
    after = bring(home, TWO.append_column("region", pa.array(["West", None])))

    assert "region" in before.tables["deals"].absent
    assert "region" not in after.tables["deals"].absent
    assert before.read("deals", ["region"]).to_pydict() == {"region": [None, None]}
    assert after.read("deals", ["region"]).to_pydict() == {"region": ["West", None]}
