"""Work done by a copy of the process: told when to go on, its outcome brought back, never outliving its context."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from keyfunnel.lake.forked import CAN_FORK, afterwards, forked
from keyfunnel.model.errors import BadInput

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes aren't copied on this system")


def number_after_waiting(wait: Callable[[], None]) -> int:
    wait()
    return os.getpid()


def test_a_copy_does_the_work_once_it_may_go_on() -> None:
    with forked(number_after_waiting) as other:
        other.go_on()
        assert other.made() != os.getpid()


def test_without_a_copy_the_work_is_done_when_it_is_asked_for() -> None:
    with afterwards(number_after_waiting) as other:
        other.go_on()
        assert other.made() == os.getpid()


def test_what_the_work_raises_is_raised_where_it_is_asked_for() -> None:
    def refuse(wait: Callable[[], None]) -> int:
        raise BadInput("this can't be used")

    with forked(refuse) as other, pytest.raises(BadInput, match="this can't be used"):
        other.made()


def test_an_error_that_cant_travel_is_told_in_words() -> None:
    class Local(Exception):
        pass

    def refuse(wait: Callable[[], None]) -> int:
        raise Local("of this function only")

    with forked(refuse) as other, pytest.raises(RuntimeError, match="Local: of this function only"):
        other.made()


def test_a_killed_copy_is_noticed() -> None:
    def be_killed(wait: Callable[[], None]) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with forked(be_killed) as other, pytest.raises(EOFError):
        other.made()


def noted(work: Callable[[], object], note: Path) -> Callable[[Callable[[], None]], object]:
    """``work`` after the copy's number was written to ``note``."""

    def do(wait: Callable[[], None]) -> object:
        note.write_text(str(os.getpid()))
        wait()
        return work()

    return do


def is_there(note: Path) -> bool:
    try:
        os.kill(int(note.read_text()), 0)
    except ProcessLookupError:
        return False
    return True


def test_a_copy_that_still_waits_ends_with_the_context(tmp_path: Path) -> None:
    with forked(noted(os.getpid, tmp_path / "note")):
        while not (tmp_path / "note").exists():
            time.sleep(0.01)
    assert not is_there(tmp_path / "note")


def test_a_copy_whose_outcome_nobody_asks_for_ends_with_the_context(tmp_path: Path) -> None:
    with forked(noted(lambda: bytes(10_000_000), tmp_path / "note")) as other:
        other.go_on()
    assert not is_there(tmp_path / "note")


def test_nothing_that_the_original_was_about_to_do_is_done_twice(capfd: pytest.CaptureFixture[str]) -> None:
    def leave(wait: Callable[[], None]) -> int:
        sys.exit("not from here")

    with forked(leave) as other, pytest.raises(EOFError):
        other.made()
    assert "not from here" not in capfd.readouterr().err
