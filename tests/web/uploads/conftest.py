"""Alice, whose uploads are looked at, tried and imported within the test, on its own database."""

from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.web.uploads.job import run
from keyfunnel.web.uploads.upload import Upload
from tests.web.uploads.sent import SHOP, As, upload


@pytest.fixture
def alice(home: Home, monkeypatch: pytest.MonkeyPatch, signed_in: As) -> Client:
    monkeypatch.setattr(Upload, "start", lambda upload, task, **how: run(home, upload, task, **how))
    return signed_in("alice")


@pytest.fixture
def deals(alice: Client, tmp_path: Path) -> str:
    """The address of the mapping of ``SHOP``."""
    return upload(alice, tmp_path, "deals.csv", SHOP)
