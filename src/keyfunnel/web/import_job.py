"""The process of an import started in the browser: ``python -m keyfunnel.web.import_job FOLDER``."""

import argparse
import os
import time
from pathlib import Path
from typing import Any

from keyfunnel.intake.mapping import load
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.planning.intake import bring_in
from keyfunnel.web.uploads import Upload

TELL_EVERY = 0.3  # seconds


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--dry-run", action="store_true")
    options.add_argument("--replace", action="store_true")
    asked = options.parse_args()
    upload = Upload(asked.folder)
    home = Home.find(asked.folder.parent.parent)
    os.environ["KEYFUNNEL_HOME"] = str(home.path)
    try:
        run(home, upload, dry_run=asked.dry_run, replace=asked.replace)
    except KeyfunnelError as error:
        upload.tell("outcome", {"error": str(error)})


def run(home: Home, upload: Upload, *, dry_run: bool, replace: bool) -> None:
    """Import the upload by its saved mapping and keep what came of it as ``outcome.json``."""
    report = bring_in(
        home, upload.files, load(upload.mapping), replace=replace, dry_run=dry_run, progress=Teller(upload)
    )
    outcome: dict[str, Any] = {"dry_run": dry_run, "changed": report.changed, "report": report.as_document()}
    upload.tell("outcome", outcome)
    if not dry_run:
        upload.throw_away_files()


class Teller:
    """Writes progress down, not oftener than a page asks for it."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.told_at = 0.0

    def __call__(self, phase: str, done: int, total: int) -> None:
        if time.monotonic() - self.told_at >= TELL_EVERY:
            self.told_at = time.monotonic()
            self.upload.tell("progress", {"phase": phase, "done": done, "total": total})


if __name__ == "__main__":
    main()
