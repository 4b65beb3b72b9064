"""Where state is kept, by what the environment says."""

from pathlib import Path

import pytest

from keyfunnel.config.database import database
from keyfunnel.model.errors import BadInput

FILE = Path("/home/of/keyfunnel.sqlite3")


def test_without_a_url_it_is_sqlite_in_the_home_folder() -> None:
    found = database(None, FILE)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", FILE)
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_a_url_names_postgresql_with_its_options() -> None:
    found = database("postgresql://kf:p%40ss@db.example:5433/sales?sslmode=require", FILE)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("kf", "p@ss", "db.example", "5433")
    assert (found["NAME"], found["OPTIONS"]) == ("sales", {"sslmode": "require"})


def test_another_database_is_one_clear_error() -> None:
    with pytest.raises(BadInput, match="DATABASE_URL: 'mysql' is not supported"):
        database("mysql://somewhere/sales", FILE)
