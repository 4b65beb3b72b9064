"""Which version of the layout on disk this program writes and reads."""

from typing import Any

from keyfunnel.model.errors import BadInput

CURRENT = 1


def check_format(written: Any, source: str) -> None:
    """Raises :class:`BadInput` where ``source`` was written by a newer program than this one."""
    if not isinstance(written, int) or isinstance(written, bool) or written < 1:
        raise BadInput(f"{source}: format: {written!r} is not a format number")
    if written > CURRENT:
        raise BadInput(
            f"{source} was written by a newer Keyfunnel (format {written}; this one reads up to {CURRENT}): "
            "update Keyfunnel to open it"
        )
