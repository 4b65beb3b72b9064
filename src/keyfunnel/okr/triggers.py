"""Triggers that renew the state's token (:class:`~keyfunnel.okr.models.StateToken`) at any change of what pages show.

They are made after every migration rather than by one: SQLite changes a column by making the table anew, without them.
"""

import secrets
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

# Written at every step, shown on no page; and the token itself.
UNSEEN = ("AuditEntry", "StateToken")
EVENTS = ("INSERT", "UPDATE", "DELETE")
SQLITE = (
    "DROP TRIGGER IF EXISTS {name}",
    "CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN UPDATE okr_statetoken SET number = random(); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION okr_renew_token() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN UPDATE okr_statetoken SET number = (random() * 9e18)::bigint; RETURN NULL; END $$",
    "DROP TRIGGER IF EXISTS {name} ON {table}",
    "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION okr_renew_token()",
)


def watched() -> list[type[models.Model]]:
    """The models whose changes show on pages."""
    found = apps.get_app_config("okr").get_models(include_auto_created=True)
    return [model for model in found if model.__name__ not in UNSEEN]


def make_triggers(using: str, **_signal: Any) -> None:
    """Receives ``post_migrate``."""
    connection = connections[using]
    present = connection.introspection.table_names()
    if "okr_statetoken" not in present:  # migrated backwards, or not so far
        return
    with connection.cursor() as cursor:
        for model in watched():
            if model._meta.db_table in present:
                for statement in _statements(connection, model._meta.db_table):
                    cursor.execute(statement)
        cursor.execute("SELECT count(*) FROM okr_statetoken")
        if cursor.fetchone() == (0,):
            cursor.execute("INSERT INTO okr_statetoken (id, number) VALUES (1, %s)", [secrets.randbits(62)])


def _statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    known = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]
    return [
        statement.format(name=f"{table}_{event.lower()}_seen", event=event, table=table)
        for event in EVENTS
        for statement in known
    ]
