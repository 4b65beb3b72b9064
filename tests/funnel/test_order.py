"""Each subject's ordered way through the stages: 1 Opportunity, 2 Demo, 3 Proposal, 4 Won; the days are of May 2024."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.funnel.ordering import Entry, SetBased, counting_skips, strict, walked

OPPORTUNITY, DEMO, PROPOSAL, WON = 1, 2, 3, 4


@pytest.fixture(scope="module")
def run() -> SetBased:
    return SetBased(4)


def on(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(dt.date(2024, 5, day), dt.time(hour, minute))


def days(dates: dict[int, dt.date]) -> dict[int, int]:
    return {stage: date.day for stage, date in dates.items()}


def both(run: SetBased, *entries: Entry, path: int = 1) -> tuple[dict[int, int], dict[int, int]]:
    """Days of the ordered entries by stage: counting skips, and strict."""
    (row,) = run([(path, entries)])
    return days(run.dates(row, "t")), days(run.dates(row, "s"))


def test_a_straight_way_is_its_first_entries(run: SetBased) -> None:
    way = {OPPORTUNITY: 1, DEMO: 4, PROPOSAL: 9, WON: 20}
    assert both(run, *((stage, on(day)) for stage, day in way.items())) == (way, way)


def test_a_re_entered_stage_counts_once_and_with_its_first_entry(run: SetBased) -> None:
    again = both(run, (OPPORTUNITY, on(1)), (DEMO, on(4)), (DEMO, on(6)), (PROPOSAL, on(9)), (DEMO, on(12)))
    assert again == ({OPPORTUNITY: 1, DEMO: 4, PROPOSAL: 9}, {OPPORTUNITY: 1, DEMO: 4, PROPOSAL: 9})


def test_the_naive_minimum_per_stage_misses_who_came_too_early_and_again(run: SetBased) -> None:
    """Minima are Opportunity 1, Demo 5, Proposal 2: "where each lies after the one before" ends at the demo, though
    the proposal was made again on the 7th."""
    entries = [(OPPORTUNITY, on(1)), (PROPOSAL, on(2)), (DEMO, on(5)), (PROPOSAL, on(7))]
    minima = [min(at for stage, at in entries if stage == k) for k in (1, 2, 3)]
    assert not minima[1] <= minima[2]
    assert both(run, *entries)[1] == {OPPORTUNITY: 1, DEMO: 5, PROPOSAL: 7}


def test_a_skipped_stage_ends_the_strict_path_only(run: SetBased) -> None:
    assert both(run, (OPPORTUNITY, on(1)), (PROPOSAL, on(3)), (WON, on(8))) == (
        {OPPORTUNITY: 1, PROPOSAL: 3, WON: 8},
        {OPPORTUNITY: 1},
    )


def test_a_stage_entered_after_one_beyond_it_was_skipped(run: SetBased) -> None:
    assert both(run, (OPPORTUNITY, on(1)), (PROPOSAL, on(3)), (DEMO, on(5))) == (
        {OPPORTUNITY: 1, PROPOSAL: 3},
        {OPPORTUNITY: 1, DEMO: 5},
    )


def test_what_comes_later_takes_nothing_back(run: SetBased) -> None:
    """Otherwise a demo after the window would undo a proposal within it."""
    within = [(OPPORTUNITY, on(1)), (PROPOSAL, on(3))]
    assert both(run, *within)[0] == both(run, *within, (DEMO, on(28)))[0]


def test_a_deal_won_before_it_was_created_is_not_won(run: SetBased) -> None:
    assert both(run, (WON, on(2)), (OPPORTUNITY, on(5))) == ({OPPORTUNITY: 5}, {OPPORTUNITY: 5})


def test_but_is_when_won_again(run: SetBased) -> None:
    assert both(run, (WON, on(2)), (OPPORTUNITY, on(5)), (WON, on(9)))[0] == {OPPORTUNITY: 5, WON: 9}


def test_without_the_first_stage_a_path_starts_further_on(run: SetBased) -> None:
    assert both(run, (PROPOSAL, on(3)), (WON, on(8))) == ({PROPOSAL: 3, WON: 8}, {})


def test_a_path_of_its_own_begins_strictly_at_its_own_first_stage(run: SetBased) -> None:
    assert both(run, (PROPOSAL, on(3)), (WON, on(8)), path=PROPOSAL)[1] == {PROPOSAL: 3, WON: 8}


@pytest.mark.parametrize(
    ("demo", "proposal", "reached"),
    [
        (on(5, 15), on(5, 9), False),  # both have a time, and the proposal's is before
        (on(5, 15), on(5), True),  # of the proposal only the date is known
        (on(5), on(5, 9), True),
        (on(5), on(4, 23), False),
        (on(5, 9), on(5, 9), True),  # at one time is not before
    ],
)
def test_times_of_day_order_entries_where_both_have_one(
    run: SetBased, demo: dt.datetime, proposal: dt.datetime, reached: bool
) -> None:
    found = both(run, (OPPORTUNITY, on(1)), (DEMO, demo), (PROPOSAL, proposal))[1]
    assert (PROPOSAL in found) is reached


def entries_at(hours: list[int]) -> st.SearchStrategy[list[Entry]]:
    moments = st.builds(on, st.integers(1, 6), st.sampled_from(hours), st.integers(0, 1))
    return st.lists(st.tuples(st.integers(1, 4), moments), min_size=1, max_size=9)


def subjects(hours: list[int]) -> st.SearchStrategy[list[tuple[int, list[Entry]]]]:
    return st.lists(st.tuples(st.integers(1, 2), entries_at(hours)), min_size=1, max_size=40)


@given(subjects([0, 0, 9, 15]))
@settings(max_examples=60, deadline=None)
def test_every_history_is_read_as_a_plain_loop_reads_it(run: SetBased, many: list[tuple[int, list[Entry]]]) -> None:
    for row, (path, entries) in zip(run(many), many, strict=True):
        assert run.dates(row, "t") == counting_skips(entries)
        assert run.dates(row, "s") == strict(entries, path)


@given(subjects([9, 15]))
@settings(max_examples=30, deadline=None)
def test_counting_skips_is_walking_through_time(run: SetBased, many: list[tuple[int, list[Entry]]]) -> None:
    for row, (_, entries) in zip(run(many), many, strict=True):
        assert run.dates(row, "t") == walked(entries)


@given(subjects([0, 9, 15]))
@settings(max_examples=30, deadline=None)
def test_who_passes_strictly_passes(run: SetBased, many: list[tuple[int, list[Entry]]]) -> None:
    """Where the first stage was entered; elsewhere a strict path never begins."""
    for row in run([(1, entries) for _, entries in many]):
        assert max(run.dates(row, "s"), default=0) <= max(run.dates(row, "t"))
