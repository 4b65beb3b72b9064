"""Decisions on duplicates: applied, kept over imports, taken back. Over tests/intake/dedupe/acme.py."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from keyfunnel.intake.dedupe.decide import accept, proposals, reject, undo
from keyfunnel.intake.dedupe.merges import Merge, load
from keyfunnel.intake.dedupe.propose import propose
from keyfunnel.model.errors import BadInput, NotThere
from tests.intake.company import NO_NUMBERS, Company, codes, fates, mapped, table
from tests.intake.dedupe.acme import ACCOUNTS, DEALS, MAPPING, imported, proposed
from tests.prepared import copy, prepared


@pytest.fixture
def as_imported(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Company:
    return Company(copy(prepared(tmp_path_factory, "acme", imported), tmp_path / "home"), tmp_path)


@pytest.fixture
def acme(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Company:
    """Acme with its one proposal."""
    return Company(copy(prepared(tmp_path_factory, "acme-proposed", proposed), tmp_path / "home"), tmp_path)


def _proposed(company: Company) -> Merge:
    """What waits, looked for where nobody did yet."""
    (merge,) = proposals(company.home) or propose(company.home, ["accounts"])
    return merge


def _key(row: dict[str, Any]) -> str:
    """The table's key comes first."""
    return str(next(iter(row.values())))


def _accept(company: Company) -> Merge:
    merge = _proposed(company)
    accept(company.home, [merge.id], NO_NUMBERS)
    return merge


def test_proposes_the_two_that_are_one_with_the_fuller_one_to_stand(as_imported: Company) -> None:
    merge = _proposed(as_imported)
    assert (merge.records, merge.survivor) == (("1", "2"), "1")
    assert {one.field: one.agreement for one in merge.pairs[0].evidence} == {"company": "same", "domain": "same"}
    assert as_imported.edition.number == 1, "a proposal changes nothing"


def test_references_lead_to_the_one_that_stands(acme: Company) -> None:
    _accept(acme)
    assert acme.edition.number == 2
    assert acme.column("accounts", "account_id") == ["1", "3"]
    assert acme.rows("deals", "deal_id", "account_id") == [("d1", "1"), ("d2", "1"), ("d3", "1"), ("d4", "3")]


def test_the_merged_row_is_kept_with_what_it_was_merged_into(acme: Company) -> None:
    _accept(acme)
    (row,) = acme.edition.merged("accounts").to_pylist()
    assert (row["account_id"], row["name"], row["merged_into"]) == ("2", "ACME Incorporated", "1")


def test_what_the_last_import_told_and_refused_stays_told(as_imported: Company) -> None:
    """The deal without a key was refused."""
    as_imported.bring(MAPPING, accounts=ACCOUNTS, deals=DEALS.rstrip() + "\n    ,3,500\n")
    report = as_imported.edition.report()
    _accept(as_imported)
    assert (as_imported.edition.report(), as_imported.edition.quarantine("deals").num_rows) == (report, 1)


def test_one_merged_with_its_own_parent_has_none_and_its_children_follow(as_imported: Company) -> None:
    as_imported.bring(MAPPING, accounts=ACCOUNTS.replace("US,\n", "US,2\n", 1))
    _accept(as_imported)
    assert as_imported.rows("accounts", "account_id", "parent_id") == [("1", None), ("3", "1")]


def test_undo_restores_every_row_and_reference(acme: Company) -> None:
    before = {name: acme.edition.read(name).to_pylist() for name in ("accounts", "deals")}
    merge = _accept(acme)
    undo(acme.home, [merge.id], NO_NUMBERS)
    assert acme.edition.number == 3
    for name, rows in before.items():
        assert sorted(acme.edition.read(name).to_pylist(), key=_key) == sorted(rows, key=_key)
    assert acme.edition.merged("accounts").num_rows == 0
    assert [m.id for m in proposals(acme.home)] == [merge.id]


def test_the_next_import_keeps_the_decision_whatever_it_brings(acme: Company) -> None:
    _accept(acme)
    report = acme.bring(
        MAPPING, accounts=ACCOUNTS.replace("www.acme.com,,", "www.acme.com,CA,"), deals="Id,Account,Amount\nd5,2,500\n"
    )
    assert acme.column("accounts", "account_id") == ["1", "3"]
    assert acme.rows("deals", "deal_id", "account_id")[-1] == ("d5", "1")
    assert [row["country"] for row in acme.edition.merged("accounts").to_pylist()] == ["CA"], "the newer row is kept"
    accounts = next(file for file in report.files if file.table == "accounts")
    assert fates(accounts) == (2, 0, 1, 0)
    assert codes(accounts)["merged_by_decision"] == 1


def test_an_import_of_the_same_files_changes_nothing(acme: Company) -> None:
    _accept(acme)
    assert not acme.bring(MAPPING, accounts=ACCOUNTS, deals=DEALS).changed


def test_an_import_of_other_files_leaves_the_merge_alone(acme: Company) -> None:
    _accept(acme)
    acme.bring(MAPPING, deals="Id,Account,Amount\nd6,ACME Incorporated,600\n")
    assert acme.rows("deals", "deal_id", "account_id")[-1] == ("d6", "1")
    assert acme.edition.merged("accounts").num_rows == 1


def test_what_stood_for_both_gone_the_other_stands(acme: Company) -> None:
    _accept(acme)
    acme.bring(MAPPING, replace=True, accounts=ACCOUNTS.replace("    1,Acme Inc.,acme.com,US,\n", ""))
    assert acme.column("accounts", "account_id") == ["2", "3"]
    assert acme.edition.merged("accounts").num_rows == 0


def test_what_is_rejected_is_never_proposed_again(acme: Company) -> None:
    merge = _proposed(acme)
    decision = reject(acme.home, [merge.id], NO_NUMBERS)
    assert decision.edition is None
    assert acme.edition.number == 1
    assert not propose(acme.home, ["accounts"])


def test_a_third_one_found_later_joins_the_two(acme: Company) -> None:
    first = _accept(acme)
    acme.bring(MAPPING, accounts=ACCOUNTS + "    4,Acme,acme.com,US,3\n")
    second = _accept(acme)
    assert (second.records, second.survivor) == (("1", "4"), "4")
    assert acme.rows("deals", "deal_id", "account_id")[:3] == [("d1", "4"), ("d2", "4"), ("d3", "4")]
    undo(acme.home, [second.id], NO_NUMBERS)
    assert acme.column("accounts", "account_id") == ["1", "3", "4"]
    undo(acme.home, [first.id], NO_NUMBERS)
    assert acme.column("accounts", "account_id") == ["1", "2", "3", "4"]


def test_measuring_anew_keeps_the_merged_rows(acme: Company) -> None:
    _accept(acme)
    with acme.home.lake.draft(acme.home.workspace, measuring=NO_NUMBERS) as draft:
        draft.commit()
    assert acme.edition.merged("accounts").num_rows == 1


def test_decisions_that_cannot_be_made_say_why(acme: Company) -> None:
    with pytest.raises(NotThere, match="no proposal 'abc'"):
        accept(acme.home, ["abc"], NO_NUMBERS)
    merge = _accept(acme)
    with pytest.raises(BadInput, match="accepted already; undo that first"):
        accept(acme.home, [merge.id], NO_NUMBERS)
    undo(acme.home, [merge.id], NO_NUMBERS)
    with pytest.raises(BadInput, match="nothing to undo"):
        undo(acme.home, [merge.id], NO_NUMBERS)


def test_an_accepted_proposal_whose_record_is_gone_is_refused(acme: Company) -> None:
    merge = _proposed(acme)
    acme.bring(MAPPING, replace=True, accounts="Id,Name,Domain,Country,Parent\n1,Acme Inc.,acme.com,US,\n")
    with pytest.raises(BadInput, match="2 of accounts isn't there any more"):
        accept(acme.home, [merge.id], NO_NUMBERS)


def test_nothing_is_kept_of_a_merge_that_fails(acme: Company) -> None:
    merge = _proposed(acme)

    def fail(*_: object) -> None:
        raise MemoryError

    broken = type(NO_NUMBERS)(fail, NO_NUMBERS.measure, NO_NUMBERS.chains, NO_NUMBERS.finish)
    with pytest.raises(MemoryError):
        accept(acme.home, [merge.id], broken)
    assert acme.edition.number == 1
    assert [m.status for m in load(acme.home)] == ["proposed"]


def test_what_the_source_says_beside_the_model_counts_too(company: Company) -> None:
    """Leads have no name in the model; their source gave one, and an address."""
    company.bring(
        mapped(leads=table("leads", lead_id="Id", email="Email")),
        leads=dedent("""
            Id,Email,First Name,Last Name,Postal Code
            1,anna@alma.hu,Anna,Kovács,1011
            2,,Anna,Kovacs,1011
            3,bela@korte.hu,Béla,Nagy,1011
        """).lstrip(),
    )
    (merge,) = propose(company.home)
    assert merge.records == ("1", "2")


def test_tables_without_people_or_companies_are_refused(as_imported: Company) -> None:
    with pytest.raises(BadInput, match="one of accounts, contacts, leads"):
        propose(as_imported.home, ["orders"])
    with pytest.raises(NotThere, match="no table 'contacts'"):
        propose(as_imported.home, ["contacts"])
