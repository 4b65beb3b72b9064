"""Money in a currency that nothing converts: kept, and in no sum until its rate is brought."""

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.model.tables import table as table_called
from keyfunnel.texts import N_, Message


def report(bench: Bench, table: Table) -> None:
    """Note the rows of this import whose currency is another than the workspace's and has no rate at all."""
    if "currency" not in table.names or table.name == "rates":
        return
    known = ""
    if table_called("rates") in bench.tables:
        known = "AND upper(currency) NOT IN (SELECT upper(currency) FROM all_rates WHERE currency IS NOT NULL)"
    found = bench.ask(
        f"SELECT _sheet, upper(currency) AS code, count(*) AS n FROM final_{table.name} WHERE _listed "
        f"AND upper(currency) <> {literal(bench.workspace.currency)} {known} GROUP BY 1, 2 ORDER BY 1, n DESC, 2"
    )
    for sheet in sorted({row[0] for row in found}):
        mine = [(code, n) for number, code, n in found if number == sheet]
        rows = sum(n for _, n in mine)
        text = N_(
            "{rows:# row is|# rows are} in {currencies}, of which no rate to {currency} is known: {rows:it "
            "is|they are} in no sum of money "
            "until a file of rates brings it"
        )
        params = {
            "rows": rows,
            "currencies": ", ".join(str(code) for code, _ in mine[:5]),
            "currency": bench.workspace.currency,
        }
        message = Message("without_rate", text, params)
        bench.notice(sheet, Finding("without_rate", f"{table.name}.currency", rows, message))
