"""KPI sets as their page shows them, and the form for one of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.library import library
from keyfunnel.kpis.sets import FEWEST, MOST, advice
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.settings import from_yaml
from keyfunnel.model.definitions import KPISet
from keyfunnel.model.workspace import Phase, Workspace
from keyfunnel.texts import Message


@dataclass(frozen=True)
class SetShown:
    """``advice`` is what speaks against it."""

    one: KPISet
    kpis: tuple[KPI, ...]
    advice: tuple[Message, ...]


@dataclass(frozen=True)
class Choice:
    """``lacks``: its data weren't brought."""

    kpi: KPI
    chosen: bool
    lacks: bool


@dataclass(frozen=True)
class SetForm:
    """``instead_of`` is the set that is changed, ``""`` for a new one; ``wrong`` says why it couldn't be saved."""

    one: KPISet
    instead_of: str
    phases: tuple[tuple[Phase, tuple[Choice, ...]], ...]
    wrong: str = ""
    fewest: int = FEWEST
    most: int = MOST


def workspace_now(home: Home) -> Workspace:
    """The settings as they are now, sets included: they may be newer than the edition's."""
    path = home.path / "workspace.yaml"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _written_at: int) -> Workspace:
    return from_yaml(path.read_text(encoding="utf-8"), str(path))


def shown(workspace: Workspace) -> Sequence[SetShown]:
    known = library(workspace)
    return [
        SetShown(one, tuple(known[key] for key in one.kpis), tuple(advice(one, workspace)))
        for one in workspace.kpi_sets
    ]


def form(edition: Edition, workspace: Workspace, one: KPISet, instead_of: str = "", wrong: str = "") -> SetForm:
    return SetForm(one, instead_of, _by_phase(edition, workspace, one.kpis), wrong)


def _by_phase(
    edition: Edition, workspace: Workspace, chosen: Collection[str]
) -> tuple[tuple[Phase, tuple[Choice, ...]], ...]:
    measured = library(edition.workspace)
    choices = [
        Choice(kpi, key in chosen, key not in measured or unavailable(edition.facts(), key) is not None)
        for key, kpi in library(workspace).items()
    ]
    return tuple((phase, tuple(one for one in choices if one.kpi.phase is phase)) for phase in Phase)
