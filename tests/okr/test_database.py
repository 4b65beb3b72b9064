"""A database is brought up to this program's version, and never used by a program older than itself."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from keyfunnel.model.errors import BadInput
from keyfunnel.okr.database import bring_up_to_date

pytestmark = pytest.mark.django_db


def test_one_of_this_version_is_left_as_it_is() -> None:
    before = MigrationRecorder(connection).applied_migrations()
    bring_up_to_date()
    assert MigrationRecorder(connection).applied_migrations().keys() == before.keys()


def test_one_that_a_newer_program_has_changed_is_refused() -> None:
    MigrationRecorder(connection).record_applied("okr", "0999_of_next_year")
    with pytest.raises(BadInput, match=r"changed by a newer Keyfunnel \(0999_of_next_year\): update Keyfunnel"):
        bring_up_to_date()


def test_what_others_have_changed_is_none_of_its_business() -> None:
    MigrationRecorder(connection).record_applied("some_plugin", "0999_of_next_year")
    bring_up_to_date()
