"""The close date of a deal that is still open is a plan, whatever its export calls it."""

from keyfunnel.intake.cleaning import brought
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.tallies import tally
from keyfunnel.intake.finding import Finding
from keyfunnel.model.deals import DEALS
from keyfunnel.texts import N_, Message

PLANNED = "outcome = 'open' AND closed_at IS NOT NULL"


def plan_open_deals(bench: Bench) -> None:
    """Move the close date of open deals to where it is expected. That is reading the column right, no repair."""
    found = tally(bench, DEALS, [PLANNED])[PLANNED]
    for sheet_number, rows in found.items():
        text = N_("{rows:# open deal has|# open deals have} a close date: it is taken as the planned one")
        message = Message("planned_close", text, {"rows": rows})
        bench.notice(sheet_number, Finding("planned_close", f"{DEALS.name}.closed_at", rows, message))
    if found:
        planned = {"expected_close_on": "coalesce(expected_close_on, closed_at::DATE)", "closed_at": "NULL"}
        brought.rewrite(bench, DEALS, planned, PLANNED)
