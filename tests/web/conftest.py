"""A signed-in browser without a browser: Alice administers, Bob manages a team, Vera only looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from keyfunnel.okr.people import add_person
from tests.prepared import copy, prepared, the_company
from tests.web.applied import apply_once
from tests.web.company import GOALS

PASSWORD = "a long enough password"
CAST = {"alice": "admin", "bob": "manager", "vera": "viewer"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever language the page asked for last was in: it stays with the process."""
    with override("en"):
        yield


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


@pytest.fixture(scope="session")
def company_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company of :mod:`tests.web.company`; tests only read it."""
    return copy(prepared(tmp_path_factory, "company", the_company), tmp_path_factory.mktemp("company") / "home")


@pytest.fixture
def company(company_home: Home, settings: object) -> Home:
    settings.HOME = company_home.path  # type: ignore[attr-defined]  # as above
    return company_home


@pytest.fixture
def own_company(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, settings: object) -> Home:
    """The same, which the test may change."""
    home = copy(prepared(tmp_path_factory, "company", the_company), tmp_path / "own")
    settings.HOME = home.path  # type: ignore[attr-defined]  # as above
    return home


@pytest.fixture
def declared() -> str:
    """The goals file, for those who want another."""
    return GOALS


@pytest.fixture
def goals(company: Home, people: None, tmp_path: Path, declared: str) -> None:
    edition = company.lake.current()
    assert edition is not None
    apply_once(edition, declared, tmp_path / "goals.yaml")
