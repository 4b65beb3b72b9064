"""Who is taken for the same one, and who isn't: lists of a few people and companies."""

import pyarrow as pa

from keyfunnel.intake.dedupe.clusters import gather
from keyfunnel.intake.dedupe.fields import are_people, recognise
from keyfunnel.intake.dedupe.matching import Pair, match
from keyfunnel.intake.dedupe.records import Records


def _records(table: str) -> Records:
    """A table written with bars; an empty cell is missing."""
    header, *rows = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    columns = recognise([str(name) for name in header])
    values = {c.name: pa.array([row[header.index(c.source)] for row in rows], pa.string()) for c in columns}
    return Records(tuple(str(n) for n in range(len(rows))), columns, pa.table(values), are_people(columns))


def _found(table: str) -> list[tuple[int, ...]]:
    return [cluster.members for cluster in gather(match(_records(table)))]


def test_the_same_person_from_two_sources_is_found() -> None:
    assert _found("""
        name            | email              | phone            | company
        Anna Kovács     | anna@alma.hu       | +36 30 123 4567  | Alma Kft.
        Béla Nagy       | bela@korte.hu      | +36 20 765 4321  | Körte Zrt.
        KOVACS, Anna    | anna@alma.hu       | 06 30 123 4567   | Alma
        Cecil Tóth      | cecil@szilva.hu    |                  | Szilva Bt.
    """) == [(0, 2)]


def test_colleagues_share_a_switchboard_and_stay_two() -> None:
    assert not _found("""
        name            | email              | phone            | company   | address
        Anna Kovács     | anna@alma.hu       | +36 1 123 4567   | Alma Kft. | Fő utca 1
        Béla Nagy       | bela@alma.hu       | +36 1 123 4567   | Alma Kft. | Fő utca 1
        Cecil Tóth      | cecil@szilva.hu    | +36 1 555 0000   | Szilva    | Kis utca 2
    """)


def test_two_of_the_same_name_at_two_companies_stay_two() -> None:
    assert not _found("""
        name            | email                 | phone            | company
        Judit Tóth      | jtoth@deltabank.com   | +36 1 692 6523   | Delta Bank
        Judit Tóth      | jtoth@redmotors.com   | +36 1 693 4442   | Red Motors
        Cecil Nagy      | cnagy@szilva.hu       | +36 1 555 0000   | Szilva
    """)


def test_two_of_one_surname_at_one_company_stay_two() -> None:
    assert not _found("""
        name            | email                   | phone            | company
        Adam Edwards    | aedwards@primebank.com  | 555 108 4903     | Prime Bank
        Diana Edwards   | dedwards@primebank.com  | 555 108 4903     | Prime Bank
        Cecil Nagy      | cnagy@szilva.hu         | 555 555 0000     | Szilva
    """)


def test_a_mailbox_of_the_house_makes_nobody_the_same() -> None:
    assert not _found("""
        email           | company   | country
        info@alma.hu    | Alma Kft. | HU
        sales@alma.hu   | Alma Kft. | HU
        anna@alma.hu    | Alma Kft. | HU
    """)


def test_a_company_is_the_same_with_and_without_its_legal_form() -> None:
    assert _found("""
        company name       | website                | country
        Acme Inc.          | https://www.acme.com/  | US
        Beta Corporation   | beta.io                | US
        ACME Incorporated  | acme.com               | US
        Gamma              | gamma.de               | DE
    """) == [(0, 2)]


def test_numbered_shops_are_as_many_shops() -> None:
    assert not _found("""
        company name | country | city
        Store 12     | US      | Boston
        Store 13     | US      | Boston
        Store 14     | US      | Boston
    """)


def test_three_records_of_one_person_make_one_cluster() -> None:
    assert _found("""
        given name | surname | date of birth | postcode
        mitchell   | green   | 1956-04-09    | 2119
        mitchel    | green   | 1956-04-09    | 2119
        harley     | mason   | 1908-04-19    | 3165
        mitchell   | greene  | 1956-04-09    | 2119
    """) == [(0, 1, 3)]


def test_the_evidence_says_field_by_field_what_agrees() -> None:
    (pair,) = match(
        _records("""
        company name       | website                | phone
        Acme Inc.          | https://www.acme.com/  |
        ACME Incorporated  | acme.com               | 555 123 4567
        Gamma              | gamma.de               | 555 999 9999
    """)
    )
    assert [(one.field, one.left, one.agreement) for one in pair.evidence] == [
        ("company", "Acme Inc.", "same"),
        ("domain", "https://www.acme.com/", "same"),
        ("phone", None, "missing"),
    ]
    assert [one.weight > 0 for one in pair.evidence] == [True, True, False]


def test_the_same_records_give_the_same_answer() -> None:
    people = "name | email | postcode\n" + "\n".join(
        f"Person {chr(97 + n % 26)}{chr(97 + n // 26)} | p{n % 40}@x.org | {1000 + n % 7}" for n in range(60)
    )
    assert match(_records(people)) == match(_records(people))


def test_records_that_say_nothing_of_who_they_are_match_nobody() -> None:
    assert not match(_records("country\nUS\nUS\nDE"))


def test_who_was_told_apart_never_comes_into_one_cluster() -> None:
    """0-1 and 1-2 are likely, 0 and 2 were told apart: the likelier pair stands alone."""
    pairs = [Pair(0, 1, 0.99, ()), Pair(1, 2, 0.97, ())]
    assert [c.members for c in gather(pairs)] == [(0, 1, 2)]
    assert [c.members for c in gather(pairs, apart=[frozenset({0, 2})])] == [(0, 1)]
