from pathlib import Path

import pytest

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.intake import plain
from tests.intake.company import Company


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.setattr("keyfunnel.intake.run.read", plain.read)
    return Company(Home(tmp_path / "home").create(Workspace()), tmp_path)
