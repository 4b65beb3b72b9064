"""Questions answered while the asker goes on."""

import datetime as dt
import threading
import time
from dataclasses import replace

import ibis.expr.types as ir
import pyarrow as pa
import pytest

from keyfunnel.kpis.compute.beside import beside
from keyfunnel.kpis.compute.question import Question
from keyfunnel.kpis.compute.scan import Scan
from keyfunnel.kpis.facts import Facts
from tests.kpis.small_facts import facts


@pytest.fixture
def deals() -> Facts:
    return facts("2024-03-31", deals=[{"deal_id": one} for one in ("d1", "d2", "d3")])


def all_of(rows: ir.Table) -> Question:
    """What it is that such rows are asked for."""
    scan = Scan("deals", "created_on", (), None, dt.date(2024, 4, 1), None)
    return Question(scan, rows, lambda _scan, _further: rows, None)


def with_threads(made: Facts, threads: list[str]) -> Facts:
    def answer(question: ir.Table) -> pa.Table:
        threads.append(threading.current_thread().name)
        return question.to_pyarrow()

    return replace(made, answer=answer)


def test_a_thread_answers_in_turn_where_the_engine_takes_questions_from_any(deals: Facts) -> None:
    threads: list[str] = []
    with beside(with_threads(deals, threads)) as ask:
        answers = [ask(all_of(deals.tables["deals"].limit(rows))) for rows in (1, 2)]
        assert [answer().num_rows for answer in answers] == [1, 2]
    assert len(threads) == 2
    assert threading.current_thread().name not in threads


def test_a_table_of_the_asker_s_own_is_asked_at_once_by_the_asker(deals: Facts) -> None:
    threads: list[str] = []
    own = deals.tables["deals"].limit(2).cache()
    with beside(with_threads(deals, threads)) as ask:
        assert ask(all_of(own.filter(own.deal_id.notnull())))().num_rows == 2
    assert threads == []


def test_an_engine_with_one_connection_is_asked_at_once(deals: Facts) -> None:
    with beside(deals) as ask:
        assert ask(all_of(deals.tables["deals"]))().num_rows == 3


def test_what_goes_wrong_is_told_to_whoever_waits_and_what_is_left_is_not_asked(deals: Facts) -> None:
    asked = []

    def answer(question: ir.Table) -> pa.Table:
        asked.append(question)
        if len(asked) > 1:
            time.sleep(0.2)
        raise OSError("The disk is full")

    def ask_ten() -> None:
        with beside(replace(deals, answer=answer)) as ask:
            answers = [ask(all_of(deals.tables["deals"])) for _ in range(10)]
            answers[0]()

    with pytest.raises(OSError, match="full"):
        ask_ten()
    assert len(asked) < 10
