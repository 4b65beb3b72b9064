"""Work done beside one's own by a copy of this process, which has everything loaded already.

Python does one thing at a time in a process, and to load what measuring needs takes as long as measuring a small
edition. Only for a process in which no engine has run: a copy would wait for the engine's threads, which it lacks.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, NoReturn, Protocol, TypeVar

CAN_FORK = sys.platform == "linux"  # macOS has libraries that end a copied process

Made_co = TypeVar("Made_co", covariant=True)
Work = Callable[[Callable[[], None]], Made_co]  # given what to call where it has to wait to be told to go on


class Beside(Protocol[Made_co]):
    def go_on(self) -> None:
        """Once for each time that the work waits."""

    def made(self) -> Made_co:
        """What the work came to. Raises what it raised, and EOFError where the copy was killed."""


@contextmanager
def forked(work: Work[Made_co]) -> Iterator[Beside[Made_co]]:
    """``work`` done by a copy, which ends with the context."""
    may_go_on, going_on = os.pipe()
    made, making = os.pipe()
    number = os.fork()
    if not number:
        os.close(going_on)
        os.close(made)
        _do(work, may_go_on, making)
    os.close(may_go_on)
    os.close(making)
    try:
        with os.fdopen(going_on, "wb", buffering=0) as telling, os.fdopen(made, "rb") as answers:
            yield _Copy(telling.write, lambda: pickle.load(answers))  # noqa: S301 - of a copy of this process
    finally:
        os.waitpid(number, 0)


@contextmanager
def afterwards(work: Work[Made_co]) -> Iterator[Beside[Made_co]]:
    """``work`` done here, when it is asked what it came to."""
    yield _Here(work)


class _Here(Generic[Made_co]):
    def __init__(self, work: Work[Made_co]) -> None:
        self._work = work

    def go_on(self) -> None:
        pass

    def made(self) -> Made_co:
        return self._work(lambda: None)


class _Copy(Generic[Made_co]):
    def __init__(
        self, tell: Callable[[bytes], object], answer: Callable[[], tuple[Made_co, None] | tuple[None, Exception]]
    ) -> None:
        self._tell = tell
        self._answer = answer

    def go_on(self) -> None:
        self._tell(b".")

    def made(self) -> Made_co:
        made, error = self._answer()
        if error is not None:
            raise error
        return made  # type: ignore[return-value]  # None only beside an error


def _do(work: Work[object], may_go_on: int, making: int) -> NoReturn:
    """The copy's whole life: whatever happens in it, nothing of what its original was about to do is done twice."""

    def wait() -> None:
        if not os.read(may_go_on, 1):
            os._exit(1)  # the other has ended

    try:
        answer: tuple[object, Exception | None]
        try:
            answer = work(wait), None
        except Exception as error:
            answer = None, picklable(error)
        with os.fdopen(making, "wb") as pipe:
            pickle.dump(answer, pipe)
    finally:
        os._exit(0)


def picklable(error: Exception) -> Exception:
    """The error, or one that tells the same to another process."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
