"""``python -m keyfunnel.lake.second``: the other side of :mod:`keyfunnel.lake.second_process`."""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import BinaryIO

import pyarrow as pa

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.measurements import start_engine


def main() -> None:
    """Answer each edition read from stdin. Ends with the process that started it, whatever it is doing."""
    gc.set_threshold(200_000, 50, 100)  # as the command line
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed here isn't an answer
    asked: SimpleQueue[Edition] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, asked), daemon=True).start()
    start_engine()
    while True:
        _answer(asked.get(), answers)


def _read(questions: BinaryIO, asked: "SimpleQueue[Edition]") -> None:
    while True:
        try:
            asked.put(pickle.load(questions))  # noqa: S301 - from the process that started this one
        except EOFError:
            os._exit(0)


def _answer(edition: Edition, answers: BinaryIO) -> None:
    """Pairs of what was made and of the error that prevented it."""
    try:
        for made in _made(edition):
            pickle.dump((made, None), answers)
            answers.flush()
    except Exception as error:
        pickle.dump((None, _picklable(error)), answers)
        answers.flush()


def _made(edition: Edition) -> Iterator[pa.Table | None]:
    """None once the base tables are kept, None once the chains are, and this process's part of the values."""
    from keyfunnel.kpis.measure import measure, parts
    from keyfunnel.lake import measuring
    from keyfunnel.lake.measurements import catalogue

    computing = catalogue()
    measuring.keep_bases(edition, computing)
    yield None
    facts = measuring.measured_facts(edition)
    measuring.keep_chains(edition, computing, facts)
    yield None
    yield measure(facts, parts(edition.workspace)[1])


def _picklable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main()
