"""Whether goals are kept in a home at all: facts can be imported and read without ever opening that store."""

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from keyfunnel.model.errors import BadInput

if TYPE_CHECKING:  # the command line asks for this module before it knows whether facts will be read at all
    from keyfunnel.lake.home import Home


def refresh_goals(home: "Home") -> None:
    """Measure every key result on the current edition, where there are goals. Needs no open store of its own."""
    edition = home.lake.current()
    if edition is None or not has_goals(home):
        return
    open_state(home)
    from keyfunnel.planning.refresh import refresh

    refresh(edition)


def has_goals(home: "Home") -> bool:
    """Whether there may be a key result to measure. A file is asked directly: Django takes longer to load than that."""
    if os.environ.get("DATABASE_URL") or not home.state_path.exists():
        return has_state(home)
    with closing(sqlite3.connect(f"{home.state_path.absolute().as_uri()}?mode=ro", uri=True)) as state:
        try:
            return state.execute("SELECT 1 FROM okr_keyresult LIMIT 1").fetchone() is not None
        except sqlite3.OperationalError:
            return True  # not there yet or in use just now: Django knows what to do


def has_state(home: "Home") -> bool:
    return bool(os.environ.get("DATABASE_URL")) or home.state_path.exists()


def open_state(home: "Home") -> None:
    """Point Django at ``home`` and bring its database up to date; at once where Django runs already.

    Raises :class:`BadInput` where it can't be written: even reading SQLite in WAL mode needs that.
    """
    from django.apps import apps

    if apps.ready:
        return
    if not (os.environ.get("DATABASE_URL") or os.access(home.path, os.W_OK)):
        raise BadInput(f"{home.path}: goals and people are kept there, and it can't be written")
    os.environ["KEYFUNNEL_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keyfunnel.config.settings")
    import django

    django.setup()
    from keyfunnel.okr.database import bring_up_to_date

    bring_up_to_date()
