"""Who is meant: by id, then e-mail, then unique name; as written, then by spelling; otherwise left as it is."""

from tests.intake.company import Company, codes, fates, mapped, table

REPS = table("reps", rep_id="Id", name="Name", email="Mail")
DEALS = table("deals", deal_id="Id", owner_id="Owner")
BOTH = mapped(reps=REPS, deals=DEALS)
PEOPLE = "Id,Name,Mail\n7,Ann Lee,ann@x.example\n8,Bob Day,bob@x.example\n9,Bob Day,bd@x.example\n"


def owners(company: Company) -> dict[str, tuple[str, str | None]]:
    return {deal: (owner, ref) for deal, owner, ref in company.rows("deals", "deal_id", "owner_id", "owner_id_ref")}


def test_an_id_an_email_and_a_unique_name_each_find_their_row_without_a_repair(company: Company) -> None:
    report = company.bring(BOTH, reps=PEOPLE, deals="Id,Owner\nD1,7\nD2,ANN@x.example\nD3,Ann Lee\nD4,\n")

    assert fates(report.files[1]) == (4, 0, 0, 0)
    assert report.files[1].findings == ()
    assert owners(company) == {
        "D1": ("7", None),
        "D2": ("7", "ANN@x.example"),
        "D3": ("7", "Ann Lee"),
        "D4": (None, None),
    }


def test_another_spelling_of_a_unique_name_is_repaired_and_the_name_told(company: Company) -> None:
    report = company.bring(BOTH, reps=PEOPLE, deals="Id,Owner\nD1,AnnLee\nD2,ann-lee\nD3,Ａnn Lee\nD4,Ann Lee\n")

    assert fates(report.files[1]) == (1, 3, 0, 0)
    assert codes(report.files[1]) == {"reference_spelling": 3}
    assert "3 rows repaired to `Ann Lee`" in str(report.files[1].findings[0].message)
    assert {owner for owner, _ in owners(company).values()} == {"7"}


def test_a_name_of_two_people_is_left_as_it_is(company: Company) -> None:
    report = company.bring(BOTH, reps=PEOPLE, deals="Id,Owner\nD1,Bob Day\nD2,bob day\nD3,bob@x.example\n")

    assert fates(report.files[1]) == (3, 0, 0, 0)
    assert codes(report.files[1]) == {"ambiguous_reference": 2}
    assert owners(company) == {"D1": ("Bob Day", None), "D2": ("bob day", None), "D3": ("8", "bob@x.example")}


def test_a_name_that_nobody_has_is_kept_and_reported(company: Company) -> None:
    report = company.bring(BOTH, reps=PEOPLE, deals="Id,Owner\nD1,Zoe\nD2,Zoe\nD3,7\n")

    assert fates(report.files[1]) == (3, 0, 0, 0)
    assert codes(report.files[1]) == {"orphan_reference": 2}
    assert owners(company)["D1"] == ("Zoe", None)


def test_a_reference_to_a_table_that_was_not_brought_is_no_finding(company: Company) -> None:
    report = company.bring(mapped(deals=DEALS), deals="Id,Owner\nD1,Ann Lee\n")

    assert report.files[0].findings == ()
    assert owners(company) == {"D1": ("Ann Lee", None)}


def test_people_who_come_later_are_found_in_the_deals_that_came_before(company: Company) -> None:
    company.bring(mapped(deals=DEALS), deals="Id,Owner\nD1,Ann Lee\nD2,annlee\nD3,Zoe\n")
    report = company.bring(mapped(reps=REPS), reps=PEOPLE)

    assert report.edition == 2
    assert owners(company) == {"D1": ("7", "Ann Lee"), "D2": ("7", "annlee"), "D3": ("Zoe", None)}


def test_a_name_is_looked_up_again_when_its_owner_gets_another_key(company: Company) -> None:
    company.bring(BOTH, reps=PEOPLE, deals="Id,Owner\nD1,Ann Lee\n")
    company.bring(mapped(reps=REPS), replace=True, reps="Id,Name,Mail\n70,Ann Lee,ann@x.example\n")

    assert owners(company) == {"D1": ("70", "Ann Lee")}


def test_a_company_may_belong_to_another_of_the_same_file(company: Company) -> None:
    mapping = mapped(accounts=table("accounts", name="Account", parent_id="Parent"))
    company.bring(mapping, accounts="Account,Parent\nAcme,\nBluth,Acme\n")

    ids = dict(company.rows("accounts", "name", "account_id"))
    assert company.rows("accounts", "name", "parent_id") == [("Acme", None), ("Bluth", ids["Acme"])]


def test_signs_that_tell_products_apart_are_no_spelling(company: Company) -> None:
    mapping = mapped(
        products=table("products", name="Product"), deals=table("deals", deal_id="Id", product_id="Product")
    )
    report = company.bring(
        mapping, products="Product\nPlan\nPlan+\n", deals="Id,Product\nD1,Plan+\nD2,plan\nD3,plan +\n"
    )

    assert fates(report.files[1]) == (1, 2, 0, 0)
    ids = dict(company.rows("products", "name", "product_id"))
    assert company.rows("deals", "deal_id", "product_id") == [
        ("D1", ids["Plan+"]), ("D2", ids["Plan"]), ("D3", ids["Plan+"]),
    ]  # fmt: skip


def test_a_product_called_none_is_meant_by_the_word_and_nothing_is_where_there_is_none(company: Company) -> None:
    products = table("products", product_id="Id", name="Name")
    mapping = mapped(products=products, deals=table("deals", deal_id="Id", product_id="Product", owner_id="Owner"))
    company.bring(mapping, products="Id,Name\nP1,None\n", deals="Id,Product,Owner\nD1,None,None\nD2,NA,na\nD3,-,n/a\n")

    assert company.rows("deals", "deal_id", "product_id", "owner_id") == [
        ("D1", "P1", None),
        ("D2", None, None),
        ("D3", None, None),
    ]
