"""What must stand before pages can be served. Each step does nothing where it was done before."""

from django.core.management import call_command

from keyfunnel.texts.compile import compile_stale
from keyfunnel.web.charts.bundle import build_bundle


def prepare() -> None:
    """Translations compiled, the chart library built, the database at this version. Needs ``django.setup()``."""
    compile_stale()
    build_bundle()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
