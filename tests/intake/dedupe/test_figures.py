"""What merging does to the figures: Acme is there twice, each of the two with a deal won in January for 100 and 200;
Beta won one in January for 50. New customers: 3 before, 2 after, 3 again when undone; revenue 350 throughout."""

import datetime as dt

from keyfunnel.intake.dedupe.decide import accept, undo
from keyfunnel.intake.dedupe.propose import propose
from keyfunnel.intake.run import import_files
from tests.intake.company import Company, mapped, table

ACCOUNTS = "Id,Name,Domain\n1,Acme Inc.,acme.com\n2,ACME,acme.com\n3,Beta,beta.io\n"
DEALS = """
    Id,Account,Amount,Created,Closed,Outcome
    d1,1,100,2024-01-02,2024-01-10,won
    d2,2,200,2024-01-03,2024-01-20,won
    d3,3,50,2024-01-04,2024-01-30,won
"""
MAPPING = mapped(
    accounts=table("accounts", account_id="Id", name="Name", domain="Domain"),
    deals=table(
        "deals",
        deal_id="Id",
        account_id="Account",
        amount="Amount",
        created_at="Created",
        closed_at="Closed",
        outcome="Outcome",
    ),
)


def _figures(company: Company) -> dict[str, float | None]:
    start, end = dt.date(2024, 1, 1), dt.date(2024, 2, 1)
    asked = ("new_customers", "revenue")
    return {key: company.edition.values(key, "month", start=start, end=end)[0].value for key in asked}


def test_two_customers_that_are_one_count_once_until_it_is_undone(company: Company) -> None:
    import_files(company.home, company.write(accounts=ACCOUNTS, deals=DEALS), MAPPING)
    assert _figures(company) == {"new_customers": 3, "revenue": 350}
    (merge,) = propose(company.home, ["accounts"])
    accept(company.home, [merge.id])
    assert _figures(company) == {"new_customers": 2, "revenue": 350}
    undo(company.home, [merge.id])
    assert _figures(company) == {"new_customers": 3, "revenue": 350}
