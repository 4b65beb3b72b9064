"""splink, which comes with the extra ``dedupe``: whoever never looks for duplicates needn't have it."""

import logging
from typing import Any

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


def splink() -> Any:
    """The module. Raises :class:`BadInput` with how to install it."""
    try:
        import splink as module
    except ImportError:
        raise BadInput(
            N_("Looking for duplicates needs splink, which isn't installed: pip install 'keyfunnel[dedupe]'")
        ) from None
    logging.getLogger("splink").setLevel(logging.ERROR)
    return module
