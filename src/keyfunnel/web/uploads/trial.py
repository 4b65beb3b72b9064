"""What a trial of an upload told, for as long as an import would tell the same."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from keyfunnel import __version__
from keyfunnel.intake.mapping import dump, load
from keyfunnel.lake.home import Home
from keyfunnel.web.uploads.upload import Upload


@dataclass(frozen=True)
class Trial:
    """``stands`` until something changes that what becomes of the rows hangs on. ``report`` is that of an import."""

    report: Mapping[str, Any]
    stands: bool


def kept_trial(home: Home, upload: Upload) -> Trial | None:
    """The last one, of whatever was done since; None where the upload was never tried."""
    told = upload.told("tried")
    return Trial(told["report"], told["made_of"] == made_of(home, upload)) if told else None


def made_of(home: Home, upload: Upload) -> str:
    """Of all that an import's outcome hangs on beside the files, which stay as they were sent: the mapping as saved
    (without what spoke for it), the settings, the edition that it adds to, the version that reads. The same for the
    same."""
    edition = home.lake.current()
    mapping = dump(load(upload.mapping)) if upload.mapping.exists() else ""
    parts = (mapping, repr(home.workspace), str(edition.number if edition else 0), __version__)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
