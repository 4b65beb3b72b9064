"""Values of manual KPIs: entered for a day and a scope; what stood before stays as its history."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from keyfunnel.kpis import library
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Entered
from keyfunnel.lake.amend import amend, rows_of
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.model.workspace import Workspace
from keyfunnel.okr.models import ScopeKind
from keyfunnel.okr.models.audit import COMMAND_LINE, record
from keyfunnel.planning.entered import words
from keyfunnel.planning.entered.targets import BY_HAND
from keyfunnel.planning.organisation import Organisation
from keyfunnel.planning.refresh import refresh
from keyfunnel.texts import N_, Message

LONGEST = 200
Key = tuple[str, dt.date, str | None, str | None]


@dataclass(frozen=True)
class Value:
    """``value`` None: withdrawn. ``rep_id`` and ``team_id`` say whose it is, ``scope`` what they are called; of
    neither, it is the company's. ``stands`` is False once another took its place."""

    kpi: str
    on: dt.date
    value: float | None
    rep_id: str | None = None
    team_id: str | None = None
    scope: str = words.COMPANY
    comment: str = ""
    by: str = ""
    at: dt.datetime | None = None
    origin: str = BY_HAND
    stands: bool = True

    @property
    def key(self) -> Key:
        """What it is of: a second value of the same corrects the first."""
        return self.kpi, self.on, self.rep_id, self.team_id

    @property
    def asked_as(self) -> str:
        """Its scope as :func:`read` takes it, whatever others are called."""
        return f"rep:{self.rep_id}" if self.rep_id else f"team:{self.team_id}" if self.team_id else words.COMPANY


def manual(workspace: Workspace, key: str) -> KPI:
    """The KPI called ``key``. Raises :class:`BadInput` where its values aren't entered, NotThere where it is none."""
    kpi = library.get(key, workspace)
    if isinstance(kpi.shape, Entered):
        return kpi
    known = [one.key for one in library.library(workspace).values() if isinstance(one.shape, Entered)]
    if not known:
        text = N_("{kpi} is measured from the data, not entered; `form: manual` in `kpi apply` declares one")
        raise BadInput(text, kpi=key)
    text = N_("{kpi} is measured from the data, not entered; those that are entered: {known}")
    raise BadInput(text, kpi=key, known=", ".join(known))


def read(
    workspace: Workspace,
    people: Organisation | None,
    kpi: str,
    on: str,
    value: str | None,
    scope: str = "",
    comment: str = "",
    *,
    decimal: str = ".",
) -> Value:
    """A value as it was typed, decimals behind ``decimal``; ``value`` None (or nothing) withdraws the one that stands.
    ``people`` are those that a scope may name; None where nothing was imported yet.

    Raises :class:`~keyfunnel.model.errors.KeyfunnelError` for what can't be meant.
    """
    definition = manual(workspace, kpi)
    day = _day(on, workspace)
    amount = words.amount(value, definition, decimal) if value and value.strip() else None
    said = " ".join(comment.split())
    if len(said) > LONGEST:
        raise BadInput(N_("comment: is {n} characters long; at most {longest} are kept"), n=len(said), longest=LONGEST)
    named = Value(definition.key, day, amount, comment=said)
    if scope.strip().casefold() in ("", words.COMPANY):
        return named
    if people is None:
        raise NotThere(N_("There is no {word!r}: no teams or reps were imported yet"), word=scope)
    kind, found = words.member(scope, people)
    if kind is ScopeKind.REP:
        return replace(named, scope=found.name, rep_id=found.ref)
    return replace(named, scope=found.name, team_id=found.ref)


def values(edition: Edition | None, kpi: str) -> list[Value]:
    """All that was ever entered of the KPI: the newest day first, of a day the newest entry."""
    rows = [row for row in rows_of(edition, "entries") if row["kpi"] == kpi]
    names = _names(edition) if edition is not None and any(row["rep_id"] or row["team_id"] for row in rows) else {}
    found = [_value(row, names) for row in rows]
    newest = _newest(found)
    said = [replace(one, stands=newest[one.key] is one and one.value is not None) for one in reversed(found)]
    return sorted(said, key=lambda one: one.on, reverse=True)


def record_values(home: Home, wanted: Sequence[Value], by: User | None) -> Edition | None:
    """Enter each of ``wanted``; one edition and one audit entry for all. None where nothing differs from what stands.

    Raises :class:`NotThere` where a value is to be withdrawn that doesn't stand.
    """
    who = by.get_username() if by is not None else COMMAND_LINE
    before: dict[Key, Value] = {}

    def change(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = rows_of(edition, "entries")
        standing = _newest([_value(row, {}) for row in rows])
        now = dt.datetime.now(ZoneInfo(home.workspace.timezone)).replace(tzinfo=None)
        for one in wanted:
            old = standing.get(one.key)
            if one.value is None and (old is None or old.value is None):
                raise NotThere(
                    N_("Nothing was entered for {what}{hint}"), what=_said(one), hint=_nearest(one, standing)
                )
            if old is not None and (old.value, old.comment) == (one.value, one.comment):
                continue
            before.setdefault(one.key, old or replace(one, value=None, comment=""))
            rows.append(_row(one, f"entry-{len(rows) + 1:06d}", who, now))
            standing[one.key] = one
        return {"entries": rows} if before else {}

    edition = amend(home, change)
    if edition is not None:
        changed = {one.key: one for one in wanted if one.key in before}
        record(
            by,
            "KPI values entered",
            ", ".join(dict.fromkeys(one.kpi for one in changed.values())),
            before={_said(one): before[key].value for key, one in changed.items()},
            after={_said(one): one.value for one in changed.values()},
        )
        refresh(edition)
    return edition


def _day(written: str, workspace: Workspace) -> dt.date:
    day = words.day(written)
    today = dt.datetime.now(ZoneInfo(workspace.timezone)).date()
    if day > today:
        raise BadInput(N_("date: {day} is still to come; a value is of a day that has been"), day=str(day))
    return day


def _newest(found: Iterable[Value]) -> dict[Key, Value]:
    """Of each key the one entered last; rows are in the order in which they were entered."""
    return {one.key: one for one in found}


def _names(edition: Edition) -> Mapping[str, str]:
    """What reps and teams are called, by table and id."""
    told: dict[str, str] = {}
    for table, key in (("reps", "rep_id"), ("teams", "team_id")):
        if table in edition.tables:
            rows = edition.read(table, [key, "name"]).to_pylist()
            told |= {f"{key} {row[key]}": row["name"] or row[key] for row in rows}
    return told


def _value(row: Mapping[str, object], names: Mapping[str, str]) -> Value:
    rep, team = (None if row[name] is None else str(row[name]) for name in ("rep_id", "team_id"))
    scope = names.get(f"rep_id {rep}", rep) if rep else names.get(f"team_id {team}", team) if team else words.COMPANY
    on, at = row["on"], row["entered_at"]
    return Value(
        str(row["kpi"]),
        on if isinstance(on, dt.date) else dt.date.min,
        None if row["value"] is None else float(str(row["value"])),
        rep,
        team,
        scope or words.COMPANY,
        str(row["comment"] or ""),
        str(row["entered_by"] or ""),
        at if isinstance(at, dt.datetime) else None,
        str(row["_file"] or BY_HAND),
    )


def _row(one: Value, entry_id: str, who: str, now: dt.datetime) -> dict[str, object]:
    return {
        "entry_id": entry_id,
        "kpi": one.kpi,
        "on": one.on,
        "rep_id": one.rep_id,
        "team_id": one.team_id,
        "value": None if one.value is None else Decimal(str(one.value)).quantize(Decimal("0.0001")),
        "entered_by": who,
        "entered_at": now,
        "comment": one.comment or None,
        "_file": one.origin,
    }


def _said(one: Value) -> str:
    return f"{one.kpi} {one.scope} {one.on}"


def _nearest(one: Value, standing: Mapping[Key, Value]) -> Message | str:
    days = [str(other.on) for other in standing.values() if other.kpi == one.kpi and other.value is not None]
    return did_you_mean(str(one.on), days)
