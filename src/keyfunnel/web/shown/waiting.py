"""Uploads that wait on the Data page: when each came, and how far it is."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from keyfunnel.intake.report import ImportReport
from keyfunnel.lake.home import Home
from keyfunnel.texts import Message
from keyfunnel.texts.packed import unpacked
from keyfunnel.web.shown.lake_tables import FATES
from keyfunnel.web.uploads.look import rows_seen
from keyfunnel.web.uploads.trial import kept_trial, made_of
from keyfunnel.web.uploads.upload import Upload, waiting


@dataclass(frozen=True)
class WaitingShown:
    """``at`` is in the workspace's time zone. ``state`` is ``running``, ``unreadable``, ``unread``, ``failed`` (it was
    tried or imported, and couldn't be), ``empty``, ``read``, ``tried``, or ``tried_before`` where something changed
    since. ``rows`` are those that were read, ``fates`` what the trial said becomes of how many of them, ``why`` what
    stopped it."""

    token: str
    names: list[str]
    at: dt.datetime
    state: str
    task: str = ""
    rows: int = 0
    fates: tuple[tuple[str, int], ...] = ()
    why: Message | None = None


def waiting_shown(home: Home) -> list[WaitingShown]:
    """The latest first."""
    if not (uploads := waiting(home)):
        return []
    zone = ZoneInfo(home.workspace.timezone)
    return [_shown(home, upload, zone) for upload in uploads]


def _shown(home: Home, upload: Upload, zone: ZoneInfo) -> WaitingShown:
    token, names, at = upload.token, upload.names, upload.received_at.astimezone(zone)
    if upload.running:
        return WaitingShown(token, names, at, "running", task=upload.progress.get("task", ""))
    rows, outcome = rows_seen(upload), upload.outcome or {}
    why = unpacked(outcome["error"]) if "error" in outcome else None
    if rows is None:
        return WaitingShown(token, names, at, "unreadable" if why else "unread", why=why)
    if why and outcome.get("made_of") == made_of(home, upload):
        return WaitingShown(token, names, at, "failed", rows=rows, why=why)
    trial = kept_trial(home, upload)
    if trial is None:
        return WaitingShown(token, names, at, "read" if rows else "empty", rows=rows)
    told = ImportReport.from_document(trial.report).files if trial.stands else ()
    counted = ((fate, sum(getattr(file, fate) for file in told)) for fate in FATES)
    fates = tuple((fate, n) for fate, n in counted if n)
    return WaitingShown(token, names, at, "tried" if trial.stands else "tried_before", rows=rows, fates=fates)
