"""Workspaces of the real data, imported once through the command line."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def maven(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """maven_crm by suggested mapping alone."""
    run = CommandLine(tmp_path_factory.mktemp("maven") / "home")
    assert run("import", *sorted((shared / "maven_crm").glob("*.csv"))).code == 0
    return run


@pytest.fixture(scope="session")
def olist(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """olist's marketing funnel by the mapping that the project ships."""
    run = CommandLine(tmp_path_factory.mktemp("olist") / "home")
    files = sorted((shared / "olist").glob("olist_[cm]*_dataset.csv"))
    assert len(files) == 2
    assert run("import", "--mapping", EXAMPLES / "olist" / "mapping.yaml", *files).code == 0
    return run


@pytest.fixture(scope="session")
def mrr(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """mrr_playbook by suggested mapping alone."""
    run = CommandLine(tmp_path_factory.mktemp("mrr") / "home")
    assert run("import", shared / "mrr_playbook" / "data" / "subscription_periods.csv").code == 0
    return run
