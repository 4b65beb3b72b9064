"""Processes forked from one that has loaded everything and opened nothing: what they do begins at once."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

SERVER = multiprocessing.get_context("forkserver")
# One for all tests of a process, whoever starts it first: its list is that of tests/intake/test_killed.py.
SERVER.set_forkserver_preload(["keyfunnel.intake.run", "keyfunnel.kpis.measure", "keyfunnel.funnel.chain", "pandas"])


def command(words: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[int, str, str]:
    """The command line in a process of its own, in ``folder``: exit code, stdout and stderr."""
    with TemporaryDirectory() as said:
        out, err = Path(said, "out"), Path(said, "err")
        process = SERVER.Process(target=_command, args=(words, folder, environment, out, err))
        process.start()
        process.join(120)
        assert process.exitcode is not None, "it didn't end within two minutes"
        return process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


def _command(words: Sequence[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    for path, descriptor in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), descriptor)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["keyfunnel", *words]
    from keyfunnel.cli.main import main  # what it learns of the terminal it learns here

    main()
