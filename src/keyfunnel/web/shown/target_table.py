"""The targets of one KPI and fiscal year as a table to fill in: a row for each scope, a column for each period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyfunnel.kpis.kpi import KPI
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period
from keyfunnel.model.errors import BadInput, KeyfunnelError
from keyfunnel.planning.entered import words
from keyfunnel.planning.entered.targets import Key, Target, read, targets
from keyfunnel.texts import N_
from keyfunnel.web import figures
from keyfunnel.web.decimals import needed
from keyfunnel.web.language import language
from keyfunnel.web.shown.selectors import scopes

GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
ROWS = 50  # with twelve months each, well within the fields that a form may have
FIELD = "amount|"
TYPED = 4  # decimals of an amount, at the utmost


@dataclass(frozen=True)
class Cell:
    """``field`` is the input's name; ``wrong`` says why what was typed is no amount."""

    field: str
    period: Period
    written: str
    wrong: str = ""


@dataclass(frozen=True)
class ScopeRow:
    name: str
    cells: tuple[Cell, ...]
    is_team: bool = False


@dataclass(frozen=True)
class TargetTable:
    year: int
    grain: Grain
    periods: tuple[Period, ...]
    rows: tuple[ScopeRow, ...]
    more: int
    page: int
    grains: tuple[Grain, ...] = GRAINS

    @property
    def wrong(self) -> bool:
        return any(cell.wrong for row in self.rows for cell in row.cells)


def target_table(
    edition: Edition, kpi: KPI, year: int, grain: Grain, page: int, posted: Mapping[str, str] | None = None
) -> TargetTable:
    """``posted`` are the form's fields, shown as they were typed, each judged."""
    whole, _ = words.period(str(year), edition.workspace.calendar)
    periods = tuple(edition.workspace.calendar.periods(whole.start, whole.end, grain))
    standing = {one.key: one for one in targets(edition)}
    every = scoped(edition)
    first = (page - 1) * ROWS
    places = _decimals(kpi, periods, standing)
    rows = tuple(
        ScopeRow(
            name,
            tuple(_cell(kpi, called, period, standing, places, posted) for period in periods),
            is_team=called[0].startswith("team:"),
        )
        for name, called in every[first : first + ROWS]
    )
    return TargetTable(year, grain, periods, rows, max(0, len(every) - first - ROWS), page)


def changes(edition: Edition, kpi: KPI, posted: Mapping[str, str]) -> list[Target]:
    """What differs in the form from what ``edition``, which it was filled from, holds. Raises :class:`BadInput`."""
    standing = {one.key: one for one in targets(edition)}
    names = {called[0]: called for _, called in scoped(edition)}
    found = []
    for field, written in posted.items():
        if not field.startswith(FIELD):
            continue
        ref, _, label = field.removeprefix(FIELD).rpartition("|")
        if ref not in names:
            raise BadInput(N_("scope: edition {number} has no {ref!r}"), number=edition.number, ref=ref)
        old = _standing(kpi, names[ref], label, standing)
        new = read(edition, kpi.key, ref, label, written, decimal=figures.decimal_sign(language()))
        if (old.amount if old else None) != new.amount:
            found.append(Target(kpi.key, old.scope if old else new.scope, new.period, new.amount))
    return found


def scoped(edition: Edition) -> list[tuple[str, tuple[str, ...]]]:
    """Each scope's name, and how it is asked for and may be called in the targets: the company, teams, reps."""
    teams, reps = scopes(edition.folder)
    listed: list[tuple[str, tuple[str, ...]]] = [(words.COMPANY, (words.COMPANY,))]
    listed += [(one.name, (one.value, one.name, one.value.partition(":")[2])) for one in (*teams, *reps)]
    return listed


def _cell(
    kpi: KPI,
    called: tuple[str, ...],
    period: Period,
    standing: Mapping[Key, Target],
    places: int,
    posted: Mapping[str, str] | None,
) -> Cell:
    field = f"{FIELD}{called[0]}|{period.label}"
    old = _standing(kpi, called, period.label, standing)
    if posted is None or field not in posted:
        return Cell(field, period, _written(old.amount if old else None, kpi, places))
    written = posted[field]
    try:
        if written.strip():
            words.amount(written, kpi, figures.decimal_sign(language()))
    except KeyfunnelError as error:
        return Cell(field, period, written, error.render(language()))
    return Cell(field, period, written)


def _standing(kpi: KPI, called: tuple[str, ...], label: str, standing: Mapping[Key, Target]) -> Target | None:
    return next((standing[key] for name in called if (key := (kpi.key, name.casefold(), label)) in standing), None)


def _decimals(kpi: KPI, periods: Sequence[Period], standing: Mapping[Key, Target]) -> int:
    """As many for all as any of them was given with."""
    labels = {period.label for period in periods}
    shown = [one.amount for (key, _, label), one in standing.items() if key == kpi.key and label in labels]
    return needed((None if amount is None else _as_typed(amount, kpi) for amount in shown), TYPED)


def _written(amount: float | None, kpi: KPI, places: int) -> str:
    """As it may be typed in the page's language: shares in percent, thousands apart."""
    if amount is None:
        return ""
    written = figures.typed(_as_typed(amount, kpi), language(), places)
    return f"{written}%" if kpi.unit == "ratio" else written


def _as_typed(amount: float, kpi: KPI) -> float:
    return amount * 100 if kpi.unit == "ratio" else amount
