"""Questions answered by a thread of their own, one after the other, while the asker goes on with what is there."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeAlias

import ibis.expr.operations as ops
import pyarrow as pa

from keyfunnel.kpis.compute.question import Question
from keyfunnel.kpis.facts import Facts

Answer: TypeAlias = Callable[[Question], pa.Table]
"""What the question asks for at least."""

Ask: TypeAlias = Callable[[Question], Callable[[], pa.Table]]
"""Has a question answered; what comes back is asked for the answer, and waits for it."""


def at_once(question: Question) -> Callable[[], pa.Table]:
    """Answered before the asker goes on."""
    found = question.asked.to_pyarrow()
    return lambda: found


@contextmanager
def beside(facts: Facts, answer: Answer | None = None) -> Iterator[Ask]:
    """Within, questions are answered by another thread, where the engine takes them from any: engine and Python then
    work at the same time. What reads a table that only the asker's connection has is answered at once.

    ``answer`` is given where not simply the engine answers.
    """
    if facts.answer is None:
        yield at_once
        return
    engine, shared = facts.answer, {*facts.tables, *facts.prepared}
    answers = answer or (lambda question: engine(question.asked))
    with ThreadPoolExecutor(max_workers=1) as thread:

        def ask(question: Question) -> Callable[[], pa.Table]:
            if any(table.name not in shared for table in question.asked.op().find(ops.DatabaseTable)):
                return at_once(question)
            return thread.submit(answers, question).result

        try:
            yield ask
        finally:
            thread.shutdown(cancel_futures=True)
