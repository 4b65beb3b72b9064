"""The documentation names everything there is."""

import re
from pathlib import Path

from keyfunnel.cli.main import app
from keyfunnel.model.tables import TABLES

ROOT = Path(__file__).parents[1]


def test_the_guide_to_importing_lists_every_column() -> None:
    text = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) \| ([^|]*\|[^|]*) \|$", text, re.MULTILINE))
    for table in TABLES:
        assert set(table.names) == set(re.findall(r"\w+", rows[table.name])), table.name


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_that_the_pages_name_exists() -> None:
    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    known |= {group.name for group in app.registered_groups if group.name}
    for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]:
        for command in re.findall(r"^(?:\.venv/bin/)?keyfunnel (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert command in known, f"{page.name} names `keyfunnel {command}`"
