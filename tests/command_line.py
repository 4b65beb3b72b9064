"""Run the command line as a user does: a process of its own, in a folder of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from keyfunnel.cli import main
from tests import forked


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """``keyfunnel --home HOME …``; calling it returns exit code, stdout and stderr."""

    home: Path

    def __call__(self, *words: object, stdin: str | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "keyfunnel.cli.main", *self._all(words)],
            input=stdin,
            capture_output=True,
            text=True,
            env=self._environment,
            cwd=self.home.parent,
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def value(self, key: str, *words: object) -> dict[str, Any]:
        """The one measurement that ``kpi value KEY …`` gives."""
        (one,) = self.values(key, *words)
        return one

    def values(self, *words: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.at_once("kpi", "value", *words, "--json").json
        return found

    def at_once(self, *words: object) -> Outcome:
        """From a process that needn't load its libraries first: most questions differ in a word."""
        return Outcome(*forked.command(self._all(words), self.home.parent, self._environment))

    def _all(self, words: Sequence[object]) -> list[str]:
        return ["--home", str(self.home), *map(str, words)]

    @property
    def _environment(self) -> dict[str, str]:
        environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
        environment.pop("KEYFUNNEL_HOME", None)
        return environment


def within(run: CommandLine, *words: object) -> Outcome:
    """The same within this process, up to the exit code that it would end with: for many words that end alike.

    Only for commands that leave the database alone, which is the tests' own here.
    """
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(run.home.parent),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setenv("COLUMNS", "200")
        patch.setattr(sys, "argv", ["keyfunnel", "--home", str(run.home), *map(str, words)])
        code = main.run()
    return Outcome(code, out.getvalue(), err.getvalue())
