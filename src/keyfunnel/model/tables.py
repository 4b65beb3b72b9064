"""Every table of the sales model, those referred to before those that refer."""

from keyfunnel.model.customers import ORDERS, SUBSCRIPTIONS, SURVEYS, TICKETS
from keyfunnel.model.deals import DEAL_LINES, DEAL_STAGES, DEALS, PRODUCTS
from keyfunnel.model.demand import ACTIVITIES, LEADS, SPEND, TIME_LOGS, VISITS
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.model.people import ACCOUNTS, CONTACTS, REPS, TEAMS
from keyfunnel.model.plans import ENTRIES, FORECASTS, NOTES, RATES, TARGETS
from keyfunnel.model.table import Table
from keyfunnel.texts import N_

TABLES: tuple[Table, ...] = (
    TEAMS,
    REPS,
    ACCOUNTS,
    CONTACTS,
    PRODUCTS,
    LEADS,
    DEALS,
    DEAL_STAGES,
    DEAL_LINES,
    ACTIVITIES,
    ORDERS,
    SUBSCRIPTIONS,
    SPEND,
    VISITS,
    SURVEYS,
    TICKETS,
    FORECASTS,
    TARGETS,
    TIME_LOGS,
    RATES,
    NOTES,
)

# Written by the application alone: no file is imported into it, so that nothing recorded is ever replaced.
RECORDED: tuple[Table, ...] = (ENTRIES,)

_BY_NAME = {table.name: table for table in (*TABLES, *RECORDED)}


def table(name: str) -> Table:
    """The table called ``name``. Raises :class:`NotThere` with the nearest known name."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise NotThere(N_("There is no table {word!r}{hint}"), word=name, hint=did_you_mean(name, _BY_NAME)) from None
