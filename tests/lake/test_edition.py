"""An edition: complete when it stands, unchanged by what comes after, and readable by many."""

import datetime as dt
import json
import os
import shutil
import threading
from dataclasses import replace

import pyarrow as pa
import pytest

from keyfunnel.kpis.facts import ColumnFacts
from keyfunnel.lake import layout
from keyfunnel.lake.home import Home
from keyfunnel.lake.remeasure import remeasure
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.model.workspace import Workspace
from tests.intake.company import NO_NUMBERS
from tests.lake.conftest import THREE, bring, deals

moment = dt.datetime.fromisoformat


def test_what_was_put_is_read_with_every_column_of_the_model(home: Home) -> None:
    edition = bring(home)
    assert edition.number == 1
    rows = edition.read("deals")
    assert rows.column("deal_id").to_pylist() == ["d1", "d2", "d3"]
    assert rows.column("created_at").to_pylist()[2] == moment("2024-02-01T09:30")
    assert rows.column("amount").null_count == 3
    assert rows.schema.field("amount").type == pa.decimal128(18, 4)
    assert {"owner_id_ref", "extra", "_flags", "_file", "_line"} <= set(rows.column_names)
    facts = edition.facts()
    assert facts.tables["deals"].created_at.max().execute().isoformat() == "2024-02-01T09:30:00"
    assert facts.tables["deals"].columns == tuple(rows.column_names)


def test_amounts_are_exact(home: Home) -> None:
    """0.1 + 0.2 is 0.3 here."""
    edition = bring(home, pa.table({"deal_id": ["a", "b"], "amount": pa.array(["0.1", "0.2"])}))
    assert str(edition.facts().tables["deals"].amount.sum().execute()) == "0.3000"


def test_a_column_the_model_lacks_is_the_importers_mistake(home: Home) -> None:
    with pytest.raises(ValueError, match="belong in extra"), home.lake.draft(home.workspace) as draft:
        draft.put("deals", pa.table({"deal_id": ["a"], "colour": ["red"]}))


def test_what_is_done_beside_the_measuring_is_done_before_the_edition_stands(home: Home) -> None:
    standing: list[object] = []
    with home.lake.draft(home.workspace, measuring=NO_NUMBERS) as draft:
        draft.put("deals", THREE)
        draft.commit(meanwhile=lambda: standing.append(home.lake.current()))

    assert standing == [None]
    assert home.lake.current() is not None


def test_where_that_fails_nothing_has_changed(home: Home) -> None:
    def fail() -> None:
        raise OSError("no space left")

    with home.lake.draft(home.workspace, measuring=NO_NUMBERS) as draft:
        draft.put("deals", THREE)
        with pytest.raises(OSError, match="no space"):
            draft.commit(meanwhile=fail)

    assert home.lake.current() is None


def test_it_knows_what_each_column_holds(home: Home) -> None:
    edition = bring(home, deals(("d1", "2024-01-05", None), ("d2", None, "web"), ("d3", "2024-02-01T09:30", None)))
    known = edition.tables["deals"]
    assert known.rows == 3
    assert known.columns["created_at"] == ColumnFacts(2, dt.date(2024, 1, 5), dt.date(2024, 2, 1))
    assert known.columns["source"] == ColumnFacts(1)
    assert known.columns["amount"] == ColumnFacts(0)
    assert edition.facts().has("deals", "source")
    assert not edition.facts().has("deals", "amount")
    assert not edition.facts().has("leads")


def test_its_clock_is_the_newest_event_that_can_have_happened(home: Home) -> None:
    """Planned dates and dates to come don't count."""
    with home.lake.draft(home.workspace) as draft:
        rows = deals(("d1", "2024-01-05", None), ("d2", "2024-03-07T10:00", None), ("d3", "2999-01-01", None))
        planned = pa.array([dt.date(2024, 12, 31)] * 3)
        draft.put("deals", rows.append_column("expected_close_on", planned))
        draft.put("reps", pa.table({"rep_id": ["r"], "ended_on": [dt.date(2024, 3, 6)]}))
        assert draft.commit().observed_until == moment("2024-03-07T10:00")


def test_the_workspace_may_set_the_clock(home: Home) -> None:
    bring(home)
    home.save(replace(home.workspace, observed_until="2024-01-31"))
    edition = remeasure(home)
    assert edition is not None
    assert edition.observed_until == moment("2024-01-31")


def test_a_table_without_rows_is_there_all_the_same(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", THREE)
        draft.put("reps", pa.table({"rep_id": pa.array([], pa.string())}))
        edition = draft.commit()
    assert edition.tables["reps"].rows == 0
    assert edition.facts().tables["reps"].count().execute() == 0
    assert edition.read("reps").num_rows == 0


def test_the_next_one_keeps_what_it_is_not_given_and_leaves_the_last_as_it_was(home: Home) -> None:
    first = bring(home)
    with home.lake.draft(home.workspace) as draft:
        draft.put("reps", pa.table({"rep_id": ["r"]}))
        second = draft.commit()
    third = bring(home, deals(("d9", "2025-01-01", None)))
    assert [edition.number for edition in home.lake.editions()] == [1, 2, 3]
    assert second.read("deals").num_rows == 3
    assert third.read("deals").column("deal_id").to_pylist() == ["d9"]
    assert set(third.tables) == {"deals", "reps"}
    assert first.read("deals").num_rows == 3
    assert first.facts().tables["deals"].count().execute() == 3
    assert home.lake.current() == third


def test_a_dropped_table_is_gone_from_the_next_one_only(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", THREE)
        draft.put("reps", pa.table({"rep_id": ["r"]}))
        draft.commit()
    with home.lake.draft(home.workspace) as draft:
        draft.drop("reps")
        draft.commit()
    assert set(home.lake.edition(1).tables) == {"deals", "reps"}
    assert set(home.lake.edition(2).tables) == {"deals"}
    with pytest.raises(NotThere, match="has no table 'reps'"):
        home.lake.edition(2).read("reps")


def test_the_report_and_the_quarantine_stay_until_the_next_import(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", THREE)
        draft.keep_report({"files": [{"path": "ข้อมูล.csv", "read": 4}]})
        draft.keep_quarantine(pa.table({"table": ["deals", "leads"], "reason": ["no key", "no key"]}))
        edition = draft.commit()
    assert edition.report() == {"files": [{"path": "ข้อมูล.csv", "read": 4}]}
    assert edition.quarantine().num_rows == 2
    assert edition.quarantine("leads").to_pylist() == [{"table": "leads", "reason": "no key"}]
    remeasured = remeasure(home)
    assert remeasured is not None
    assert (remeasured.report(), remeasured.quarantine().num_rows) == (edition.report(), 2)
    with home.lake.draft(home.workspace) as draft:
        draft.keep_report({"files": []})
        imported = draft.commit()
    assert (imported.report(), imported.quarantine("leads").num_rows) == ({"files": []}, 0)


def test_settings_measured_anew_share_the_tables(home: Home) -> None:
    assert remeasure(home) is None
    first = bring(home)
    home.save(replace(home.workspace, fiscal_start=4))
    second = remeasure(home)
    assert second is not None
    assert (second.number, second.workspace.fiscal_start, first.workspace.fiscal_start) == (2, 4, 1)
    assert second.tables == first.tables
    assert len(list(layout.table_folder(home.lake.path, "deals").glob("*.parquet"))) == 1


def test_one_that_is_not_there_is_said_with_those_that_are(home: Home) -> None:
    with pytest.raises(NotThere, match="nothing was imported yet"):
        home.lake.edition(1)
    bring(home)
    with pytest.raises(NotThere, match="no edition 7; those that stand: 1"):
        home.lake.edition(7)


def test_one_of_a_newer_version_is_refused(home: Home) -> None:
    path = layout.description(bring(home).folder)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    with pytest.raises(BadInput, match="newer Keyfunnel"):
        home.lake.current()


def test_a_damaged_one_says_what_to_do(home: Home) -> None:
    path = layout.description(bring(home).folder)
    path.write_text(path.read_text()[:-30])
    os.utime(path, ns=(1, 1))
    with pytest.raises(BadInput, match="restore it, or move its folder away"):
        home.lake.current()


def test_threads_read_it_at_the_same_time(home: Home) -> None:
    edition = bring(home)
    counts: list[int] = []

    def count() -> None:
        counts.extend(int(edition.facts().tables["deals"].count().execute()) for _ in range(10))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [3] * 40


def test_a_home_made_anew_at_the_same_place_is_read_anew(home: Home) -> None:
    """A demo is deleted and made again while the program runs."""
    assert bring(home).facts().tables["deals"].count().execute() == 3
    shutil.rmtree(home.path)
    home.create(Workspace())
    assert bring(home, deals(("d1", "2024-01-05", None))).facts().tables["deals"].count().execute() == 1


def test_dates_prepared_by_truncation_are_kept_as_dates(home: Home) -> None:
    """Cut to its month, a date becomes a timestamp in DuckDB, while Ibis still calls it a date."""
    months = bring(home).facts().prepared["deals"].month.to_pyarrow().to_pylist()
    assert sorted(months) == [dt.date(2024, 1, 1), dt.date(2024, 1, 1), dt.date(2024, 2, 1)]
