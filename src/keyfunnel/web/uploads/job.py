"""The process that works on an upload: ``python -m keyfunnel.web.uploads.job FOLDER look|try|import``."""

import argparse
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from keyfunnel.intake.mapping import load
from keyfunnel.intake.report import ImportReport
from keyfunnel.lake.home import Home
from keyfunnel.lake.second_process import second_process
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.planning.intake import bring_in
from keyfunnel.planning.state import has_state, open_state
from keyfunnel.texts.packed import packed
from keyfunnel.web.background import Teller
from keyfunnel.web.uploads.look import Look, look
from keyfunnel.web.uploads.steps import Steps
from keyfunnel.web.uploads.trial import made_of
from keyfunnel.web.uploads.upload import Task, Upload


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("task", choices=("look", "try", "import"))
    options.add_argument("--replace", action="store_true")
    options.add_argument("--by", type=int, help="The account in whose name it is done.")
    asked = options.parse_args()
    home = Home.find(asked.folder.parent.parent)
    os.environ["KEYFUNNEL_HOME"] = str(home.path)
    run(home, Upload(asked.folder), asked.task, replace=asked.replace, by=asked.by)


def run(home: Home, upload: Upload, task: Task, *, replace: bool = False, by: int | None = None) -> None:
    """Do ``task`` and keep what came of it as ``outcome.json``."""
    hangs_on = {} if task == "look" else {"made_of": made_of(home, upload)}
    try:
        outcome = _look(home, upload) if task == "look" else _bring_in(home, upload, task, replace=replace, by=by)
    except KeyfunnelError as error:
        outcome = {"error": packed(error.message)}
    if task == "try" and "report" in outcome:
        upload.tell("tried", {**hangs_on, "report": outcome["report"]})
    upload.tell("outcome", {"task": task, **hangs_on, **outcome})


def _look(home: Home, upload: Upload) -> dict[str, Any]:
    look(home, upload, Steps(Teller(upload, "look"), "look", upload.files))
    return {}


def _bring_in(home: Home, upload: Upload, task: Task, *, replace: bool, by: int | None) -> dict[str, Any]:
    """An import goes by the mapping as saved; once it stands, the lake has the files."""
    teller, dry_run = Steps(Teller(upload, task), task, upload.files), task == "try"
    mapping, seen = load(upload.mapping), Look.of(upload)
    mapping = seen.explained(mapping) if seen else mapping
    with nullcontext() if dry_run else second_process() as measuring:
        report = bring_in(
            home, upload.files, mapping, replace=replace, dry_run=dry_run, progress=teller, measuring=measuring
        )
    if not dry_run:
        _record(home, report, replace=replace, by=by)
        upload.throw_away_files()
    return {"changed": report.changed, "replace": replace, "report": report.as_document()}


def _record(home: Home, report: ImportReport, *, replace: bool, by: int | None) -> None:
    """Say in the audit log who imported what, and which edition came of it."""
    if not has_state(home):
        return
    open_state(home)
    from django.contrib.auth.models import User

    from keyfunnel.okr.models.audit import record

    counted = ("read", "accepted", "repaired", "merged", "quarantined")
    files = [
        {"file": Path(file.path).name, "tables": list(file.tables), **{name: getattr(file, name) for name in counted}}
        for file in report.files
    ]
    after = {"edition": report.edition, "changed": report.changed, "replace": replace, "files": files}
    names = ", ".join(str(file["file"]) for file in files)
    record(User.objects.filter(pk=by or 0).first(), "imported", names, after=after)


if __name__ == "__main__":
    main()
