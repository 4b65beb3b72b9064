"""The few KPIs that a team goes by, and whether they are a good choice: a reason, never a block."""

from collections.abc import Collection, Iterable, Iterator

from keyfunnel.kpis import library
from keyfunnel.kpis.bases import get
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.reads import all_bases
from keyfunnel.model.definitions import KPISet
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.model.workspace import Phase, Workspace
from keyfunnel.texts import N_, Message

FEWEST, MOST = 3, 7
TOO_MANY = N_("{n} KPIs are too many to act on: choose the {most} that the team moves most.")
TOO_FEW = N_("{n:# KPI is|# KPIs are} too few to see the whole: {fewest} to {most} make a good set.")
NO_TEAM = N_("There is no team {word!r}{hint}")
NOT_YOURS = N_("{kpi} isn't moved by what one team does: its rows belong to no team.")
NOT_SALES_OWNED = N_("{kpi} isn't this team's: the workspace says that retention isn't owned by sales.")


def named(workspace: Workspace, name: str) -> KPISet:
    """Raises :class:`NotThere`."""
    known = {one.name: one for one in workspace.kpi_sets}
    if name not in known:
        raise NotThere(N_("There is no KPI set {word!r}{hint}"), word=name, hint=did_you_mean(name, known))
    return known[name]


def check_known(workspace: Workspace) -> None:
    """Raises :class:`BadInput` for a set or reference that names no KPI of the workspace's, or what comes twice."""
    for reference in workspace.references:
        try:
            library.get(reference.kpi, workspace)
        except NotThere as error:
            raise BadInput("references: {name}: {why}", name=reference.name, why=error.message) from None
    names: set[str] = set()
    for one in workspace.kpi_sets:
        if one.name in names:
            raise BadInput(N_("kpi_sets: there are two sets {name!r}"), name=one.name)
        names.add(one.name)
        if len(set(one.kpis)) < len(one.kpis):
            raise BadInput(N_("kpi_sets: {name}: a KPI is named twice"), name=one.name)
        for key in one.kpis:
            try:
                library.get(key, workspace)
            except NotThere as error:
                raise BadInput("kpi_sets: {name}: {why}", name=one.name, why=error.message) from None


def check_teams(sets: Iterable[KPISet], teams: Collection[str]) -> None:
    """Raises :class:`BadInput` for a set of a team that is none of ``teams``, where any are known."""
    for one in sets:
        if one.team and teams and one.team not in teams:
            why = Message("no_team", NO_TEAM, {"word": one.team, "hint": did_you_mean(one.team, teams)})
            raise BadInput("kpi_sets: {name}: {why}", name=one.name, why=why)


def advice(one: KPISet, workspace: Workspace) -> list[Message]:
    """What speaks against the set."""
    return list(_advice(one, workspace))


def _advice(one: KPISet, workspace: Workspace) -> Iterator[Message]:
    told = {"n": len(one.kpis), "fewest": FEWEST, "most": MOST}
    if len(one.kpis) > MOST:
        yield Message("too_many", TOO_MANY, told)
    if len(one.kpis) < FEWEST:
        yield Message("too_few", TOO_FEW, told)
    for key in one.kpis:
        kpi = library.get(key, workspace)
        title = {"kpi": Message(key, kpi.title)}
        if one.team and not _reaches_teams(kpi):
            yield Message("not_yours", NOT_YOURS, title)
        elif one.team and kpi.phase is Phase.RETENTION and not workspace.retention_owned_by_sales:
            yield Message("not_yours", NOT_SALES_OWNED, title)


def _reaches_teams(kpi: KPI) -> bool:
    return all("team" in get(name).dimensions for name in all_bases(kpi.shape))
