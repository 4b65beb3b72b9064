"""Columns that give people by their e-mail addresses, in the languages exports come in."""

import pytest

from keyfunnel.intake.mapping.suggest.headers import Header
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary


@pytest.mark.parametrize(
    "header",
    [
        "Owner Email", "Sales Rep E-mail", "Owner E-Mail Address", "E-Mail des Verkäufers", "Verkäufer E-Mail",
        "Értékesítő e-mail címe", "Correo electrónico del vendedor", "E-mail do responsável",
        "负责人邮箱", "อีเมลพนักงานขาย",
    ],
)  # fmt: skip
def test_the_owner_of_a_deal_may_be_given_by_mail(header: str) -> None:
    assert "owner_id" in vocabulary().matches("deals", Header.of(header))


def test_the_lead_of_an_activity_too() -> None:
    assert "lead_id" in vocabulary().matches("activities", Header.of("Prospect E-Mail"))


@pytest.mark.parametrize("header", ["Account E-Mail", "Pipeline Email", "Email Campaign"])
def test_what_is_no_person_has_no_address(header: str) -> None:
    assert not vocabulary().matches("deals", Header.of(header)).keys() & {"account_id", "pipeline", "owner_id"}


def test_a_person_s_own_address_stays_their_own() -> None:
    assert vocabulary().matches("leads", Header.of("Lead Email")).keys() == {"email"}
