"""Editions opened for questions: a database for each of the last few, shared by all threads."""

import datetime as dt
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from keyfunnel.kpis.facts import Facts, TableFacts
from keyfunnel.lake import base_facts, layout, superseded
from keyfunnel.lake.at_rest import schema
from keyfunnel.lake.connection import PREPARED, TABLES, Database
from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.tables import table as table_of_model

# The current edition, the one before it while pages still read it, and one looked back at.
_KEPT_OPEN = 3


def facts(edition: Edition) -> Facts:
    """The calling thread's own, kept for its next call."""
    database = _database(edition.folder, edition.created_at)
    return database.of_thread("facts", lambda: facts_on(database, edition))


def open_database(edition: Edition, learnt: dict[str, Any] | None = None) -> Database:
    """A database of the edition's tables and of what was prepared from them so far.

    What was prepared by other definitions than this program's is left aside: it is made anew where it is asked for.
    ``learnt`` is shared with others of the same edition.
    """
    prepared = layout.prepared(edition.folder) if edition.up_to_date else []
    tables = {name: edition.relation(name) if edition.files(name) else None for name in edition.tables}
    return Database(
        tables={name: relation for name, relation in tables.items() if relation},
        prepared={path.stem: superseded.relation(edition.folder, path) for path in prepared},
        empty={name: schema(table_of_model(name)) for name, relation in tables.items() if not relation},
        learnt={} if learnt is None else learnt,
    )


def facts_on(database: Database, edition: Edition) -> Facts:
    return Facts(
        edition=edition.number,
        workspace=edition.workspace,
        observed_until=edition.observed_until,
        tables=database.registered(TABLES),
        known=edition.tables,
        prepared=database.registered(PREPARED),
        learnt=database.learnt,
        known_prepared=_known_prepared(tuple(layout.bases(edition.folder))) if edition.up_to_date else {},
        answer=database.answer,
    )


@lru_cache(maxsize=_KEPT_OPEN)
def _known_prepared(bases: tuple[Path, ...]) -> dict[str, TableFacts]:
    return {path.stem: superseded.known(path) or base_facts.look(path) for path in bases}


_opening = threading.Lock()


def _database(folder: Path, created_at: dt.datetime) -> Database:
    with _opening:  # or two threads would each open the same one
        return _open(folder, created_at)


@lru_cache(maxsize=_KEPT_OPEN)
def _open(folder: Path, created_at: dt.datetime) -> Database:
    """``created_at`` is part of the cache's key: a folder may be made anew."""
    return open_database(read(folder))
