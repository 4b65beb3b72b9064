"""What is wrong with a home folder, said so that a person can put it right. Reads only, changes nothing."""

import datetime as dt
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from keyfunnel.kpis.measurement import Severity
from keyfunnel.lake import delta, layout, lock
from keyfunnel.lake.aimless import aimed_at_nothing
from keyfunnel.lake.damage import Damage, Examination
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.lake import Lake
from keyfunnel.lake.missing_rates import missing_rates
from keyfunnel.lake.unused import unused_tables
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.texts import N_, Message

STALE_AFTER_DAYS = 14


@dataclass(frozen=True)
class Finding:
    severity: Severity
    message: Message

    @property
    def code(self) -> str:
        return self.message.code


def doctor(home: Home, now: dt.datetime | None = None) -> list[Finding]:
    """Findings, gravest first; none where all is well. ``now`` (with a zone) is for what has gone stale."""
    return sorted(_findings(home, now or dt.datetime.now(dt.UTC)), key=lambda finding: _ORDER.index(finding.severity))


_ORDER = (Severity.CRITICAL, Severity.WARNING, Severity.INFO)


def _findings(home: Home, now: dt.datetime) -> Iterator[Finding]:
    if not home.exists:
        text = N_("There is no workspace in {path}; make one with `keyfunnel init`")
        yield _critical("home_missing", text, path=str(home.path))
        return
    yield from _open_to_others(home)
    try:
        _ = home.workspace
    except KeyfunnelError as error:
        yield _critical("settings_unreadable", N_("{problem}"), problem=str(error))
    yield from _imports(home.lake.path)
    numbers = layout.numbers(home.lake.path)
    if not numbers:
        yield _info("no_edition", N_("Nothing was imported yet; `keyfunnel import` brings in files"))
    damaged = list(damage(home.lake))
    yield from damaged
    if numbers and (standing := _readable(home.lake, numbers[-1])) is not None:
        yield from _current(standing, home.lake.path, now)
        if not damaged:
            yield from _without_rate(standing)
            yield from _unused(standing)
            yield from _aimless(standing)


def damage(lake: Lake) -> Iterator[Finding]:
    """Of all editions that stand: what can't be read, is gone or isn't what it was."""
    examination = Examination()
    for number in layout.numbers(lake.path):
        try:
            standing = lake.edition(number)
        except KeyfunnelError as error:
            yield _critical("edition_unreadable", N_("{problem}"), problem=str(error))
        else:
            yield from (_damaged(standing, found) for found in examination.of(standing))


def _readable(lake: Lake, number: int) -> Edition | None:
    try:
        return lake.edition(number)
    except KeyfunnelError:  # which was told as damage
        return None


def _open_to_others(home: Home) -> Iterator[Finding]:
    for path in (home.path, home.path / "secrets", *(home.path / "secrets").glob("*")):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            text = N_("{path} can be read by other users of this computer; `chmod -R go= {path}` closes it")
            yield _warning("open_to_others", text, path=str(path))


def _imports(lake: Path) -> Iterator[Finding]:
    if lock.is_held(lake):
        yield _info("lock_held", N_("{who}"), who=lock.holder(lake))
    elif unfinished := layout.unfinished(lake):
        text = N_("Imports ended before they were done ({n}); the next one clears what they left")
        yield _info("unfinished_import", text, n=len(unfinished))


def _damaged(standing: Edition, found: Damage) -> Finding:
    details = {"edition": str(standing.number), "n": len(found.paths), "path": str(found.paths[0])}
    if found.table:
        details |= {"table": found.table, "lake": str(standing.lake)}
        return _critical("files_missing" if found.gone else "files_damaged", _TABLES[found.gone], **details)
    details["folder"] = str(standing.folder)
    return _critical("measurements_missing" if found.gone else "measurements_damaged", _KEPT[found.gone], **details)


_TABLES = {
    True: N_(
        "Edition {edition}: files of table {table} are gone ({n}, such as {path}); restore them from a copy, or move "
        "{lake} away and import all files anew"
    ),
    False: N_(
        "Edition {edition}: files of table {table} are damaged ({n}, such as {path}); restore them from a copy, or "
        "move {lake} away and import all files anew"
    ),
}
_KEPT = {
    True: N_(
        "Edition {edition}: what was measured and kept with it is gone ({n:# file|# files}, such as {path}); restore "
        "it, or move {folder} away and import its files anew"
    ),
    False: N_(
        "Edition {edition}: what was measured and kept with it is damaged ({n:# file|# files}, such as {path}); "
        "restore it, or move {folder} away and import its files anew"
    ),
}


def _current(standing: Edition, lake: Path, now: dt.datetime) -> Iterator[Finding]:
    for table, version in standing.tables.items():
        folder = layout.table_folder(lake, table)
        if not delta.is_sound(folder, version.version, version.files):
            text = N_("{path}: this Delta table's log is damaged; restore it, or move the folder away and import anew")
            yield _critical("log_damaged", text, path=str(folder))
    if not standing.up_to_date:
        text = N_("The data were measured by another version of Keyfunnel; `keyfunnel serve` measures them anew")
        yield _info("measured_by_another_version", text)
    today = now.astimezone(ZoneInfo(standing.workspace.timezone)).date()
    days = (today - standing.observed_until.date()).days
    if days > STALE_AFTER_DAYS:
        text = N_("The newest event is of {day}, {n:# day|# days} ago; import a newer export")
        yield _warning("stale_data", text, day=standing.observed_until.date(), n=days)


def _without_rate(standing: Edition) -> Iterator[Finding]:
    for currency, rows in missing_rates(standing).items():
        text = N_(
            "{n:# amount|# amounts} in {currency} {n:has|have} no exchange rate and {n:is|are} in no sum; import a "
            "file of rates"
        )
        yield _warning("missing_rate", text, n=rows, currency=currency)


def _unused(standing: Edition) -> Iterator[Finding]:
    for table in unused_tables(standing):
        text = N_("Table {table} ({rows:# row|# rows}) is read by no KPI and no funnel stage")
        yield _info("unused_table", text, table=table, rows=standing.tables[table].rows)


def _aimless(standing: Edition) -> Iterator[Finding]:
    if keys := aimed_at_nothing(standing):
        text = N_(
            "Targets are set for {keys}, and no KPI is called so: `keyfunnel kpi list` names those that there are"
        )
        yield _warning("target_of_no_kpi", text, keys=", ".join(keys))


def _critical(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.CRITICAL, Message(code, text, params))


def _warning(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.WARNING, Message(code, text, params))


def _info(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.INFO, Message(code, text, params))
