"""What must stand before pages can be served. Each step does nothing where it was done before."""

from django.core.management import call_command
from django.db import connections

from keyfunnel.config.built import build
from keyfunnel.okr.database import bring_up_to_date


def prepare() -> None:
    """Translations compiled, the chart library built, the database at this version. Needs ``django.setup()``."""
    build()
    bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    connections.close_all()  # the server's workers are forked from here and open their own
