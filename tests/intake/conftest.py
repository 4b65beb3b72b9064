from pathlib import Path

import pytest

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """An empty workspace, and a folder for its files."""
    return Company(Home(tmp_path / "home").create(Workspace()), tmp_path)
