"""The database at the version that this program's models have."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

OURS = "okr"


def bring_up_to_date() -> None:
    """Apply the migrations that are missing. Needs ``django.setup()``. Raises :class:`BadInput` where a newer program
    has applied some that this one doesn't know: it would write rows that lack what they need by now.

    Asking first is what makes it quick: the command looks through every model's permissions even if nothing is missing.
    """
    executor = MigrationExecutor(connection)
    _refuse_newer(executor)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _refuse_newer(executor: MigrationExecutor) -> None:
    known = executor.loader.disk_migrations
    newer = sorted(name for app, name in executor.loader.applied_migrations if app == OURS and (app, name) not in known)
    if newer:
        raise BadInput(
            N_("the database was changed by a newer Keyfunnel ({migration}): update Keyfunnel to open it"),
            migration=newer[-1],
        )
