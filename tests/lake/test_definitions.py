"""Numbers measured by another version of the program are never mixed with this one's."""

import json

from keyfunnel.lake import layout
from keyfunnel.lake.home import Home
from keyfunnel.lake.remeasure import remeasure
from tests.lake.conftest import bring


def by_another_version(home: Home) -> None:
    path = layout.description(layout.edition(home.lake.path, 1))
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(document | {"definitions": "of another version"}), encoding="utf-8")


def test_an_edition_is_up_to_date_when_it_was_measured_with_the_same_definitions(home: Home) -> None:
    edition = bring(home)
    assert edition.up_to_date
    assert set(edition.facts().prepared) == {"deals", "chains"}


def test_what_another_version_prepared_is_left_aside(home: Home) -> None:
    bring(home)
    by_another_version(home)
    edition = home.lake.edition(1)
    assert not edition.up_to_date
    assert not edition.facts().prepared
    assert edition.facts().tables["deals"].count().execute() == 3


def test_measuring_anew_makes_an_edition_of_this_version_over_the_same_tables(home: Home) -> None:
    bring(home)
    by_another_version(home)
    new = remeasure(home)
    assert new is not None
    assert (new.number, new.up_to_date) == (2, True)
    assert new.tables["deals"].version == home.lake.edition(1).tables["deals"].version
