import pytest

from tests.intake import plain
from tests.intake.company import Company


@pytest.fixture
def company(company: Company, monkeypatch: pytest.MonkeyPatch) -> Company:
    """Files are read plainly here: what their columns look like is the reading room's concern."""
    monkeypatch.setattr("keyfunnel.intake.run.read", plain.read)
    return company
