"""A signed-in browser without a browser: Alice administers, Bob manages a team, Vera only looks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from keyfunnel.okr.people import add_person

PASSWORD = "a long enough password"
CAST = {"alice": "admin", "bob": "manager", "vera": "viewer"}


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Home:
    """An empty workspace that the pages are about."""
    made = Home.find(tmp_path / "home").create(Workspace(name="Acme"))
    settings.HOME = made.path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    return made


@pytest.fixture
def people(db: None) -> None:
    for name, role in CAST.items():
        add_person(name, name=name.title(), role=role, password=PASSWORD)


@pytest.fixture
def signed_in(people: None) -> Callable[[str], Client]:
    def as_(name: str) -> Client:
        client = Client()
        assert client.login(username=name, password=PASSWORD)
        return client

    return as_
