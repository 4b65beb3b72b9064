"""Which version of the layout on disk this program writes and reads."""

from typing import Any

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

CURRENT = 1


def check_format(written: Any, source: str) -> None:
    """Raises :class:`BadInput` where ``source`` was written by a newer program than this one."""
    if not isinstance(written, int) or isinstance(written, bool) or written < 1:
        raise BadInput.at(source, N_("format: {written} is not a format number"), written=repr(written))
    if written > CURRENT:
        raise BadInput(
            N_(
                "{file} was written by a newer Keyfunnel (format {written}; this one reads up to {known}): "
                "update Keyfunnel to open it"
            ),
            file=source,
            written=written,
            known=CURRENT,
        )
