"""A workspace of the simulated company: its exports imported like anybody's, and goals on them."""

import shutil

from keyfunnel.demo.goals import goals_for
from keyfunnel.demo.simulate import Progress, write_exports
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.second_process import second_process
from keyfunnel.model.definitions import KPISet
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.model.workspace import Workspace
from keyfunnel.planning.intake import bring_in
from keyfunnel.planning.state import open_state

# Of the exports, with all the visits and activities around a deal, and of the lake beside them.
BYTES_OF_A_DEAL = 7_000

SETS = (
    KPISet("Sales", ("revenue", "win_rate", "average_deal_value", "sales_cycle_length", "pipeline_value"), "Sales"),
    KPISet("First answers", ("new_leads", "qualified_leads", "lead_response_time", "lead_to_opportunity_rate")),
    KPISet("Customers who stay", ("mrr", "net_revenue_retention", "customer_churn_rate", "nps")),
)
WORKSPACE = Workspace(name="Compassworks", currency="USD", timezone="UTC", kpi_sets=SETS)


def build(home: Home, deals: int = 3000, seed: int = 1, progress: Progress | None = None) -> Edition:
    """Write the exports and the goals file into ``home``/demo and bring them in.

    Raises :class:`~keyfunnel.model.errors.KeyfunnelError` where that fails; started again, it begins anew.
    """
    folder = home.path / "demo"
    home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_without_room(home, deals)
    write_exports(folder, deals=deals, seed=seed, progress=progress)
    if not home.exists:
        home.create(WORKSPACE)
    open_state(home)
    from keyfunnel.planning.apply import apply  # goals can't be thought of before their store is open
    from keyfunnel.planning.document import parse

    with second_process() as measuring:
        bring_in(home, sorted(folder.glob("*.csv")), progress=progress, measuring=measuring)
    edition = home.lake.current()
    if edition is None:
        raise NotThere("The simulated exports made no edition")
    goals = goals_for(edition)
    apply(edition, parse(goals, "goals.yaml"))
    (folder / "goals.yaml").write_text(goals, encoding="utf-8")  # last, as the sign that all is done
    return edition


def _refuse_without_room(home: Home, deals: int) -> None:
    needed, free = deals * BYTES_OF_A_DEAL, shutil.disk_usage(home.path).free
    if needed > free:
        gigabytes = f"about {needed / 1e9:,.0f} GB, but {home.path} has {free / 1e9:,.0f} GB left"
        raise BadInput(f"--deals {deals}: exports of so many deals and what is made of them take {gigabytes}")
