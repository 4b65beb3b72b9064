"""What differs between an edition in the making and the one before it: which tables, and the subjects of which rows.

Subjects (see :mod:`keyfunnel.kpis.bases.local`) are looked up on both sides, so that whoever was one before and is two
now is found whole.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keyfunnel.lake.at_rest import is_date, schema
from keyfunnel.lake.connection import TABLES, Database
from keyfunnel.lake.edition import Edition
from keyfunnel.model.tables import table as table_of_model

BEFORE, AFTER, PART, CHANGED = "before", "after", "part", "changed"
AT_MOST = 0.05  # of the subjects, before everything is made anew

# Which columns of a row name its deal, lead, visitor …
NAMES: Mapping[str, Mapping[str, str]] = {
    "deals": {"deal": "deal_id", "lead": "lead_id"},
    "leads": {"lead": "lead_id", "deal": "deal_id"},
    "activities": {"activity": "activity_id", "deal": "deal_id", "lead": "lead_id"},
    "visits": {"visit": "visit_id", "visitor": "visitor_id", "lead": "lead_id"},
    "deal_stages": {"deal": "deal_id"},
    "deal_lines": {"deal": "deal_id"},
}
# By which of these a subject hangs together, and which name nothing else than the row itself.
LINKS = ("deal", "lead", "visitor")
OWN = {"activity": "activities", "visit": "visits"}
KINDS = (*LINKS, *OWN)


@dataclass(frozen=True)
class Changes:
    """``tables`` that differ in any row. The ids of the subjects are in the database's schema ``changed``, all rows of
    these subjects in its schema ``part``. ``subjects`` is false where these are too many to be worth it."""

    tables: frozenset[str]
    subjects: bool


def find(database: Database, edition: Edition, base: Edition) -> Changes:
    """Both editions have the same tables; ``database`` holds those of ``edition``."""
    changed = frozenset(name for name in edition.tables if edition.tables[name].files != base.tables[name].files)
    local = [name for name in NAMES if name in edition.tables]
    before = sorted(changed & set(local))
    # Rows in files that both have are alike.
    database.look_at(BEFORE, {name: base.relation(name, besides=edition) for name in before})
    database.look_at(AFTER, {name: edition.relation(name, besides=base) for name in before})
    database.run(f"CREATE SCHEMA {CHANGED}")
    for kind in KINDS:
        database.run(f"CREATE TABLE {CHANGED}.{kind} (id VARCHAR)")
    for name in before:
        _add_changed(database, name, _with_values(edition, base, name))
    if edition.observed_until != base.observed_until:
        for name in local:
            _add_later(database, edition, base, name, min(edition.observed_until, base.observed_until).date())
    relations = {name: [TABLES, BEFORE] if name in before else [TABLES] for name in local}
    if not _whole(database, edition, base, relations):
        return Changes(changed, subjects=False)
    for kind, name in OWN.items():
        for schema_ in relations.get(name, ()):
            _add(database, f'{schema_}."{name}"', name, _named(name, LINKS), (kind,))
    paths = [f"SELECT '{kind}:' || id AS id FROM {CHANGED}.{kind}" for kind in (*LINKS, "visit")]
    database.run(f"CREATE TABLE {CHANGED}.path AS {' UNION ALL '.join(paths)}")
    _take_apart(database, local)
    return Changes(changed, subjects=True)


def _with_values(edition: Edition, base: Edition, name: str) -> list[str]:
    """The table's columns but for those that have a value in no row of either."""
    known = [version.tables[name].columns for version in (edition, base)]
    every = schema(table_of_model(name)).names
    return [column for column in every if any(column not in one or one[column].filled for one in known)]


def _add_changed(database: Database, name: str, columns: Iterable[str]) -> None:
    """The names in rows that are only on one side, or more often there, by what they have in ``columns``."""
    whole = ", ".join(f'"{column}"' for column in columns)
    names = NAMES[name].values()
    sides = " UNION ALL ".join(
        f'SELECT hash({whole}) AS content, {side} AS side, {", ".join(names)} FROM {schema_}."{name}"'
        for schema_, side in ((AFTER, 1), (BEFORE, -1))
    )
    one = ", ".join(f"any_value({column}) AS {column}" for column in names)
    database.run(
        f"CREATE OR REPLACE TABLE {CHANGED}.found AS SELECT {one} FROM ({sides}) GROUP BY content HAVING sum(side) <> 0"
    )
    _add(database, f"{CHANGED}.found", name, "true", tuple(NAMES[name]))


def _add_later(database: Database, edition: Edition, base: Edition, name: str, day: dt.date) -> None:
    """The names in rows of which something is dated after the earlier of both clocks: what of it counts has changed."""
    events = [column.name for column in table_of_model(name).event_dates if is_date(column)]
    after = day + dt.timedelta(days=1)

    def reaches(version: Edition, column: str) -> bool:
        last = version.tables[name].columns[column].last
        return last is not None and last >= after

    late = [column for column in events if reaches(edition, column) or reaches(base, column)]
    if late:
        condition = " OR ".join(f"\"{column}\" >= DATE '{after}'" for column in late)
        _add(database, f'{TABLES}."{name}"', name, condition, tuple(NAMES[name]))


def _whole(database: Database, edition: Edition, base: Edition, relations: Mapping[str, list[str]]) -> bool:
    """Complete the subjects; False where they become too many."""
    linking = [
        (name, schema_)
        for name, schemas in relations.items()
        for schema_ in schemas
        if len([kind for kind in LINKS if kind in NAMES[name] and _filled(edition, base, name, kind)]) > 1
    ]
    limit = AT_MOST * max(
        (edition.tables[name].rows for name in ("deals", "leads") if name in edition.tables), default=0
    )
    size = _size(database)
    while size <= limit:
        for name, schema_ in linking:
            kinds = tuple(kind for kind in LINKS if kind in NAMES[name])
            _add(database, f'{schema_}."{name}"', name, _named(name, kinds), kinds)
        if size == (size := _size(database)):
            return True
    return False


def _filled(edition: Edition, base: Edition, name: str, kind: str) -> bool:
    column = NAMES[name][kind]
    return any(version.tables[name].columns[column].filled for version in (edition, base))


def _named(name: str, kinds: tuple[str, ...]) -> str:
    """Whether a row of the table names any of the subjects found so far."""
    columns = [(NAMES[name][kind], kind) for kind in kinds if kind in NAMES[name]]
    return " OR ".join(f'coalesce("{column}" IN (SELECT id FROM {CHANGED}.{kind}), false)' for column, kind in columns)


def _add(database: Database, relation: str, name: str, condition: str, kinds: tuple[str, ...]) -> None:
    columns = [NAMES[name][kind] for kind in kinds]
    database.run(
        f"CREATE OR REPLACE TABLE {CHANGED}.named AS SELECT DISTINCT {', '.join(columns)} FROM {relation} "
        f"WHERE {condition}"
    )
    for kind, column in zip(kinds, columns, strict=True):
        database.run(
            f"INSERT INTO {CHANGED}.{kind} SELECT DISTINCT {column} FROM {CHANGED}.named "
            f"WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {CHANGED}.{kind})"
        )


def _size(database: Database) -> int:
    return sum(int(database.run(f"SELECT count(*) FROM {CHANGED}.{kind}")[0][0]) for kind in LINKS)


def _take_apart(database: Database, local: list[str]) -> None:
    """All rows of the subjects, as tables of the engine."""
    database.run(f"CREATE SCHEMA {PART}")
    for name in local:
        own = next((kind for kind, table in OWN.items() if table == name), None)
        condition = _named(name, LINKS if own is None else (own,))
        database.run(f'CREATE TABLE {PART}."{name}" AS SELECT * FROM {TABLES}."{name}" WHERE {condition}')
