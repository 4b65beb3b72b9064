"""Open the store of people and goals; commands that only read facts never pay for it."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyfunnel.lake.home import Home


def open_state(home: "Home") -> None:
    """Point Django at ``home`` and bring its database up to date."""
    os.environ["KEYFUNNEL_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keyfunnel.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
