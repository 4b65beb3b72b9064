"""The database at the version that this program's models have."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def bring_up_to_date() -> None:
    """Apply the migrations that are missing. Needs ``django.setup()``.

    Asking first is what makes it quick: the command looks through every model's permissions even if nothing is missing.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
