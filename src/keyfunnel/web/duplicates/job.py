"""The process that looks for duplicates or merges them: ``python -m keyfunnel.web.duplicates.job FOLDER``."""

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from keyfunnel.intake.dedupe.decide import accept, undo
from keyfunnel.intake.dedupe.propose import propose
from keyfunnel.lake.home import Home
from keyfunnel.lake.second_process import second_process
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.planning.duplicates import decide
from keyfunnel.planning.state import open_state
from keyfunnel.texts.packed import packed
from keyfunnel.web.duplicates.work import Work

VERBS = {"accept": accept, "undo": undo}


def main() -> None:
    work = Work(Path(sys.argv[1]))
    home = Home.find(work.folder.parent)
    os.environ["KEYFUNNEL_HOME"] = str(home.path)
    run(home, work)


def run(home: Home, work: Work) -> None:
    """Do what ``asked.json`` says and keep what came of it as ``outcome.json``."""
    asked = json.loads((work.folder / "asked.json").read_text(encoding="utf-8"))
    task = asked["task"]
    try:
        outcome = {"found": len(propose(home))} if task == "propose" else _decide(home, asked)
    except KeyfunnelError as error:
        outcome = {"error": packed(error.message)}
    work.tell("outcome", {"task": task, **outcome})


def _decide(home: Home, asked: dict[str, Any]) -> dict[str, Any]:
    open_state(home)
    from django.contrib.auth.models import User

    with second_process() as measuring:
        verb = partial(VERBS[asked["task"]], measuring=measuring)
        decision = decide(verb, home, asked["ids"], User.objects.filter(pk=asked["by"] or 0).first())
    return {"decided": len(decision.merges), "edition": decision.edition.number if decision.edition else None}


if __name__ == "__main__":
    main()
