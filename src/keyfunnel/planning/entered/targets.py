"""Targets and quotas: by KPI, scope and period, entered by hand beside those that were imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User

from keyfunnel.kpis import library
from keyfunnel.lake.amend import amend, rows_of
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.model.workspace import Workspace
from keyfunnel.okr.models.audit import record
from keyfunnel.planning.entered import words
from keyfunnel.planning.organisation import Organisation
from keyfunnel.planning.refresh import refresh

BY_HAND = "entered by hand"
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Target:
    """``scope`` is ``company``, or a team's or rep's name or id; ``amount`` is in the KPI's unit."""

    kpi: str
    scope: str
    period: str
    amount: float | None
    origin: str = BY_HAND

    @property
    def key(self) -> Key:
        return self.kpi, self.scope.casefold(), self.period


def targets(edition: Edition | None) -> list[Target]:
    """All that stand, by KPI, scope (the company first) and period."""
    found = [_target(row) for row in rows_of(edition, "targets")]
    return sorted(found, key=lambda one: (one.kpi, one.scope != words.COMPANY, one.scope.casefold(), one.period))


def read(
    edition: Edition | None, kpi: str, scope: str, period: str, amount: str | None, *, decimal: str = "."
) -> Target:
    """A target as it was typed, decimals behind ``decimal``; ``amount`` None (or nothing) stands for none.

    Raises :class:`~keyfunnel.model.errors.KeyfunnelError` for an unknown KPI or scope, a period or amount that is none.
    """
    named = scope if edition is None else words.scope(scope, Organisation(edition.facts()))
    workspace = edition.workspace if edition else Workspace()
    definition = library.get(kpi, workspace)
    value = words.amount(amount, definition, decimal) if amount and amount.strip() else None
    return Target(definition.key, named, words.period(period, workspace.calendar)[0].label, value)


def set_targets(home: Home, wanted: Sequence[Target], by: User | None) -> Edition | None:
    """Set each of ``wanted``, or take it away where its amount is None; one edition and one audit entry for all.

    None where nothing differs from what stands.
    """
    before: dict[Key, Target] = {}

    def change(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = {_target(row).key: row for row in rows_of(edition, "targets")}
        standing = {key: _target(row) for key, row in rows.items()}
        for one in wanted:
            old = standing.get(one.key)
            if (old.amount if old else None) == one.amount:
                continue
            before[one.key] = old or Target(one.kpi, one.scope, one.period, None)
            if one.amount is None:
                del rows[one.key]
            else:
                rows[one.key] = _row(one)
        return {"targets": list(rows.values())} if before else {}

    edition = amend(home, change)
    if edition is not None:
        _record(by, [before[one.key] for one in wanted if one.key in before], wanted)
        refresh(edition)
    return edition


def remove(home: Home, unwanted: Target, by: User | None) -> Edition | None:
    """Raises :class:`NotThere` where no such target stands."""
    known = {one.key: one for one in targets(home.lake.current())}
    if unwanted.key not in known:
        said = [" ".join((one.kpi, one.scope, one.period)) for one in known.values()]
        asked = " ".join((unwanted.kpi, unwanted.scope, unwanted.period))
        raise NotThere(f"There is no target {asked}{did_you_mean(asked, said)}")
    return set_targets(home, [unwanted], by)


def _record(by: User | None, before: Sequence[Target], wanted: Sequence[Target]) -> None:
    changed = {one.key for one in before}
    record(
        by,
        "targets set",
        ", ".join(dict.fromkeys(one.kpi for one in before)),
        before={_said(one): one.amount for one in before},
        after={_said(one): one.amount for one in wanted if one.key in changed},
    )


def _said(one: Target) -> str:
    return f"{one.kpi} {one.scope} {one.period}"


def _target(row: Mapping[str, object]) -> Target:
    amount = row["amount"]
    return Target(
        str(row["kpi"]),
        str(row["scope"]),
        str(row["period"]),
        None if amount is None else float(str(amount)),
        str(row["_file"] or BY_HAND),
    )


def _row(one: Target) -> dict[str, object]:
    amount = None if one.amount is None else Decimal(str(one.amount)).quantize(Decimal("0.0001"))
    return {"kpi": one.kpi, "scope": one.scope, "period": one.period, "amount": amount, "_file": BY_HAND}
