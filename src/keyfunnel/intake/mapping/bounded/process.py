"""The process in which expressions are tried."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keyfunnel.texts import N_, Message

# What one trial may take beside what the rows themselves need: of memory, of the processor, and of a row.
MEGABYTES = 512
SECONDS, ROWS_A_SECOND = 20, 20_000
# No text of a cell is as long as this.
LONGEST = 1_000_000
# A busy machine may give a process little of its time.
_PATIENCE = 10
_CHILD = Path(__file__).parent / "child.py"


@dataclass(frozen=True)
class Trial:
    """Expressions over ``relation``: of ``rows`` in a Parquet file, or of none, for the engine to bind them to
    ``columns`` (names with types, as SQL)."""

    relation: str
    columns: str
    expressions: tuple[str, ...]
    rows: Path | None = None
    count: int = 0


@dataclass(frozen=True)
class Tried:
    """Which of the expressions fails, counted from 0, and why: in the engine's own words where it said so."""

    number: int
    why: Message | str


def tried(trial: Trial) -> Tried | None:
    """Evaluate the expressions one after another; the first that fails, or takes too much, and why. None where none
    does."""
    seconds = SECONDS + trial.count // ROWS_A_SECOND
    asked = {
        "relation": trial.relation,
        "columns": trial.columns,
        "rows": str(trial.rows) if trial.rows else None,
        "expressions": trial.expressions,
        "seconds": seconds,
        "megabytes": MEGABYTES,
        "longest": LONGEST,
    }
    try:
        ran = subprocess.run(  # noqa: S603 - our own script, and what it is told goes by its standard input
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE * seconds,
            check=False,
        )
        answers, over = ran.stdout.splitlines(), ran.returncode == 0
    except subprocess.TimeoutExpired as late:
        answers, over = (late.stdout or b"").splitlines(), False
    for number, answer in enumerate(answers):
        if why := _why(json.loads(answer)):
            return Tried(number, why)
    if over and len(answers) == len(trial.expressions):
        return None
    text = N_("it takes more than {seconds} seconds or {megabytes} MB")
    return Tried(len(answers), Message("too_much", text, {"seconds": seconds, "megabytes": MEGABYTES}))


def _why(answer: dict[str, Any]) -> Message | str | None:
    if answer.get("memory"):
        return Message("too_much_memory", N_("it takes more than {megabytes} MB"), {"megabytes": MEGABYTES})
    if length := answer.get("length"):
        text = N_("it gives a text of {length} characters, and {most} are the most")
        return Message("too_long", text, {"length": length, "most": LONGEST})
    said = answer.get("said")
    return str(said) if said else None
