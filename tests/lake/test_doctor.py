"""What is wrong with a home is named; a healthy one yields nothing."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from keyfunnel.lake import checksums, layout, lock
from keyfunnel.lake.doctor import doctor
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.workspace import Workspace
from tests.lake.conftest import THREE, bring

SOON_AFTER = dt.datetime(2024, 2, 3, tzinfo=dt.UTC)


def codes(home: Home, now: dt.datetime = SOON_AFTER) -> list[str]:
    return [finding.code for finding in doctor(home, now)]


def test_a_healthy_home(home: Home) -> None:
    bring(home)
    home.secret("django")
    assert codes(home) == []


def test_no_home(tmp_path: Path) -> None:
    assert codes(Home.find(tmp_path / "nowhere")) == ["home_missing"]


def test_nothing_imported_yet(home: Home) -> None:
    assert codes(home) == ["no_edition"]


def test_a_folder_open_to_others(home: Home) -> None:
    bring(home)
    home.path.chmod(0o755)
    assert codes(home) == ["open_to_others"]


def test_settings_that_cannot_be_read(home: Home) -> None:
    bring(home)
    (home.path / "workspace.yaml").write_text("curency: EUR")
    assert codes(home) == ["settings_unreadable"]


def test_an_edition_that_cannot_be_read(home: Home) -> None:
    bring(home)
    layout.description(bring(home).folder).write_text("{")
    assert codes(home) == ["edition_unreadable"]


def test_files_of_a_table_that_are_gone(home: Home) -> None:
    edition = bring(home)
    edition.files("deals")[0].unlink()
    shutil.rmtree(layout.values(edition.folder))
    findings = doctor(home, SOON_AFTER)
    assert [finding.code for finding in findings] == ["files_missing", "measurements_missing"]
    assert "files of table deals are gone (1, such as" in str(findings[0].message)


def flip_a_bit(path: Path) -> None:
    """In the middle, so that size and ends stay as they were."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 8
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


@pytest.mark.parametrize("damage", [flip_a_bit, cut_short])
def test_a_file_of_a_table_that_is_damaged(home: Home, damage: Callable[[Path], None]) -> None:
    edition = bring(home)
    damage(edition.files("deals")[0])
    [finding] = doctor(home, SOON_AFTER)
    assert finding.code == "files_damaged"
    assert f"files of table deals are damaged (1, such as {edition.files('deals')[0]}); restore" in str(finding.message)


@pytest.mark.parametrize("damage", [flip_a_bit, cut_short])
def test_a_file_kept_with_the_edition_that_is_damaged(home: Home, damage: Callable[[Path], None]) -> None:
    edition = bring(home)
    path = next(layout.values(edition.folder).glob("*.parquet"))
    damage(path)
    [finding] = doctor(home, SOON_AFTER)
    assert finding.code == "measurements_damaged"
    assert f"such as {path}" in str(finding.message)


def test_one_of_several_files_of_values_that_is_gone(home: Home) -> None:
    edition = bring(home)
    first, *_ = sorted(layout.values(edition.folder).glob("*.parquet"))
    first.unlink()
    [finding] = doctor(home, SOON_AFTER)
    assert (finding.code, finding.message.params["n"], finding.message.params["path"]) == (
        "measurements_missing",
        1,
        str(first),
    )


def test_an_edition_from_before_checksums_is_read_to_its_end(home: Home) -> None:
    edition = bring(home)
    layout.checksums(edition.folder).unlink()
    assert codes(home) == []
    cut_short(edition.files("deals")[0])
    cut_short(layout.chains(edition.folder))
    assert codes(home) == ["files_damaged", "measurements_damaged"]


def test_checksums_that_are_damaged_are_named_and_hinder_no_import(home: Home) -> None:
    edition = bring(home)
    layout.checksums(edition.folder).write_text("[]")
    assert codes(home) == ["measurements_damaged"]
    with home.lake.draft(home.workspace) as draft:
        after = draft.commit()
    assert [finding.message.params["edition"] for finding in doctor(home, SOON_AFTER)] == ["1"]
    assert checksums.read(after.folder).tables["deals"].keys() == set(after.tables["deals"].files)


def test_a_file_that_two_editions_share_is_named_for_both(home: Home) -> None:
    edition = bring(home)
    with home.lake.draft(home.workspace) as draft:
        draft.commit()
    flip_a_bit(edition.files("deals")[0])
    assert [finding.message.params["edition"] for finding in doctor(home, SOON_AFTER)] == ["1", "2"]


def test_what_its_advice_says_helps(home: Home) -> None:
    edition = bring(home)
    cut_short(next(layout.values(edition.folder).glob("*.parquet")))
    edition.folder.rename(home.path / "aside")
    bring(home)
    assert codes(home) == []


def test_an_import_that_runs_and_one_that_was_left(home: Home) -> None:
    bring(home)
    (layout.editions(home.lake.path) / ".draft-1").mkdir()
    with lock.held(home.lake.path, 0):
        assert codes(home) == ["lock_held"]
    assert codes(home) == ["unfinished_import"]


def test_data_that_have_grown_old(home: Home) -> None:
    """The newest event is of 1 February; 15 February is 14 days on, 16 February 15."""
    bring(home)
    assert codes(home, dt.datetime(2024, 2, 15, 12, tzinfo=dt.UTC)) == []
    assert codes(home, dt.datetime(2024, 2, 16, 12, tzinfo=dt.UTC)) == ["stale_data"]


def test_a_table_nobody_reads(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", THREE)
        draft.put("contacts", pa.table({"contact_id": ["n"]}))
        draft.commit()
    [finding] = doctor(home, SOON_AFTER)
    assert (finding.code, str(finding.message)) == (
        "unused_table",
        "Table contacts (1 row) is read by no KPI and no funnel stage",
    )


def test_a_target_of_what_is_no_kpi(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", THREE)
        rows = {"kpi": ["win_rate", "win_rte"], "scope": ["company"] * 2, "period": ["2024"] * 2}
        draft.put("targets", pa.table(rows))
        draft.commit()
    [finding] = doctor(home, SOON_AFTER)
    assert (finding.code, str(finding.message)) == (
        "target_of_no_kpi",
        "Targets are set for win_rte, and no KPI is called so: `keyfunnel kpi list` names those that there are",
    )


def test_a_log_that_is_damaged_is_named_while_the_edition_can_still_be_read(home: Home) -> None:
    edition = bring(home)
    for path in (layout.table_folder(home.lake.path, "deals") / "_delta_log").iterdir():
        path.write_text("{")
    assert codes(home) == ["log_damaged"]
    assert edition.facts().tables["deals"].count().execute() == 3
    with pytest.raises(KeyfunnelError, match="table deals can't be written"):
        bring(home)
    assert home.lake.current() == edition


def test_amounts_that_no_rate_converts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the catalogue's own base tables: one of two amounts is in a currency without a rate."""
    monkeypatch.undo()
    home = Home.find(tmp_path / "money").create(Workspace(currency="EUR"))
    closed = pa.array([dt.date(2024, 2, 1)] * 2).cast(pa.timestamp("us"))
    rows = {"deal_id": ["1", "2"], "amount": ["5", "7"], "currency": ["EUR", "HUF"], "outcome": ["won", "won"]}
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", pa.table(rows | {"created_at": closed, "closed_at": closed}))
        draft.commit()
    (finding,) = doctor(home, SOON_AFTER)
    assert (finding.code, dict(finding.message.params)) == ("missing_rate", {"n": 1, "currency": "HUF"})


def test_numbers_of_another_version(home: Home) -> None:
    bring(home)
    path = layout.description(layout.edition(home.lake.path, 1))
    path.write_text(path.read_text(encoding="utf-8").replace('"definitions": "', '"definitions": "x'), encoding="utf-8")
    assert codes(home) == ["measured_by_another_version"]
