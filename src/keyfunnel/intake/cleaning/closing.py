"""The close date of a deal that is still open is a plan, whatever its export calls it."""

from keyfunnel.intake.cleaning import brought
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.finding import Finding
from keyfunnel.model.deals import DEALS
from keyfunnel.texts import N_, Message


def plan_open_deals(bench: Bench) -> None:
    """Move the close date of open deals to where it is expected. That is reading the column right, no repair."""
    open_but_closed = "outcome = 'open' AND closed_at IS NOT NULL"
    found = bench.ask(f"SELECT _sheet, count(*) FROM new_deals WHERE {open_but_closed} GROUP BY 1 ORDER BY 1")
    for sheet_number, rows in found:
        text = N_("{rows:# open deal has|# open deals have} a close date: it is taken as the planned one")
        message = Message("planned_close", text, {"rows": rows})
        bench.notice(sheet_number, Finding("planned_close", f"{DEALS.name}.closed_at", rows, message))
    if found:
        planned = {"expected_close_on": "coalesce(expected_close_on, closed_at::DATE)", "closed_at": "NULL"}
        brought.rewrite(bench, DEALS, planned, open_but_closed)
