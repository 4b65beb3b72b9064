"""``python -m keyfunnel.lake.second``: the other side of :mod:`keyfunnel.lake.second_process`."""

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

import pyarrow as pa

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.forked import CAN_FORK, afterwards, forked, picklable
from keyfunnel.lake.measurements import catalogue, load_engine

if TYPE_CHECKING:
    from keyfunnel.lake.measurements import Opening

    Question = tuple[Edition, Opening | None]


def main() -> None:
    """Measure each edition read from stdin. Ends with the process that started it, whatever it is doing."""
    gc.set_threshold(200_000, 50, 100)  # as the command line
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed here isn't an answer
    asked: SimpleQueue[Question] = SimpleQueue()
    threading.Thread(target=_read, args=(os.fdopen(0, "rb"), asked), daemon=True).start()
    load_engine()
    fresh = True
    while True:
        edition, opening = asked.get()
        pickle.dump(_measured(edition, opening, fresh), answers)
        answers.flush()
        fresh = False


def _read(questions: IO[bytes], asked: "SimpleQueue[Question]") -> None:
    while True:
        try:
            asked.put(pickle.load(questions))  # noqa: S301 - from the process that started this one
        except EOFError:
            os._exit(0)


def _measured(edition: Edition, opening: "Opening | None", fresh: bool) -> Exception | None:
    """What prevented it. ``fresh`` while no engine has run in this process."""
    try:
        _keep(edition, opening, copied=fresh and CAN_FORK)
    except Exception as error:
        return picklable(error)
    return None


def _keep(edition: Edition, opening: "Opening | None", *, copied: bool) -> None:
    """As :func:`keyfunnel.lake.measuring.keep`, all anew. One process makes base tables while the other makes chains
    from the tables alone; then each measures a part."""
    from keyfunnel.kpis.measure import measure, parts
    from keyfunnel.lake import measuring

    computing = catalogue()
    mine, others = parts(edition.workspace)

    def beside(wait: Callable[[], None]) -> pa.Table:
        measuring.keep_chains(edition, computing, measuring.facts_of_tables(edition))
        wait()
        values = measure(measuring.measured_facts(edition), others)
        if opening is not None:
            opening(edition, measuring.measured_facts(edition))
        return values

    measuring.make_folders(edition)
    with (forked if copied else afterwards)(beside) as other:
        measuring.keep_bases(edition, computing)
        other.go_on()
        values = measure(measuring.measured_facts(edition), mine)
        measuring.keep_values(edition, pa.concat_tables([values, other.made()]))


if __name__ == "__main__":
    main()
