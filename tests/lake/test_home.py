"""The home folder: where it is looked for, who may read it, and what it refuses."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.model.workspace import Workspace
from tests.lake.conftest import bring


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_where_the_option_says_else_the_environment_else_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KEYFUNNEL_HOME", raising=False)
    assert Home.find().path == tmp_path / "keyfunnel-home"
    monkeypatch.setenv("KEYFUNNEL_HOME", str(tmp_path / "elsewhere"))
    assert Home.find().path == tmp_path / "elsewhere"
    assert Home.find("here").path == tmp_path / "here"


def test_a_new_home_is_its_owners_alone(home: Home) -> None:
    assert permissions(home.path) == 0o700
    assert home.uploads.is_dir()
    assert home.lake.current() is None


def test_a_second_init_is_refused(home: Home) -> None:
    with pytest.raises(BadInput, match="already holds a workspace"):
        home.create(Workspace())


def test_a_home_that_was_never_made_says_how_to_make_it(tmp_path: Path) -> None:
    missing = Home.find(tmp_path / "missing")
    assert not missing.exists
    with pytest.raises(NotThere, match="keyfunnel init"):
        _ = missing.workspace


def test_a_path_that_the_engines_would_misread_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"can't contain \[ \]"):
        Home.find(tmp_path / "home[1]").create(Workspace())


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match="no workspace could be made"):
        Home.find(tmp_path / "file" / "home").create(Workspace())


def test_a_secret_is_made_once_and_readable_by_its_owner_only(home: Home) -> None:
    secret = home.secret("django")
    assert len(secret) > 40
    assert home.secret("django") == secret
    assert home.secret("tokens") != secret
    assert permissions(home.path / "secrets") == 0o700
    assert permissions(home.path / "secrets" / "django") == 0o600
    assert sorted(path.name for path in (home.path / "secrets").iterdir()) == ["django", "tokens"]


def test_saved_settings_are_read_back(home: Home) -> None:
    home.save(replace(home.workspace, currency="THB", fiscal_start=4))
    assert home.workspace == Workspace(name="Example", timezone="Europe/Budapest", currency="THB", fiscal_start=4)


def test_the_time_zone_stays_once_there_are_data(home: Home) -> None:
    """Zoned times were turned into local ones at intake; another zone would move them between days."""
    home.save(replace(home.workspace, timezone="Asia/Bangkok"))
    bring(home)
    with pytest.raises(BadInput, match="local times of Asia/Bangkok"):
        home.save(replace(home.workspace, timezone="UTC"))
    assert home.workspace.timezone == "Asia/Bangkok"


def test_a_home_of_a_newer_version_is_refused(home: Home) -> None:
    (home.path / "workspace.yaml").write_text("format: 99\nname: From the future\n")
    with pytest.raises(BadInput, match="written by a newer Keyfunnel"):
        _ = home.workspace
