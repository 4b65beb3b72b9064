"""Answers over rows that went and came, added to those over all rows."""

from decimal import Decimal

import pyarrow as pa

from keyfunnel.lake.added import added, negative

TOTALS = ("amount", "square", "rows")
SCHEMA = pa.schema(
    [("owner", pa.string()), ("amount", pa.decimal128(38, 4)), ("square", pa.float64()), ("rows", pa.int64())]
)


def answer(*rows: tuple[str | None, str | None, float | None, int]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"owner": owner, "amount": None if amount is None else Decimal(amount), "square": square, "rows": n}
            for owner, amount, square, n in rows
        ],
        SCHEMA,
    )


def test_sums_are_those_before_less_what_went_and_with_what_came() -> None:
    before = answer(("Ada", "30.5", 500.25, 2), (None, "7", 49.0, 1))
    went, came = answer(("Ada", "10.5", 110.25, 1)), answer(("Ada", "11", 121.0, 1), ("Béla", "1", 1.0, 1))
    found = added([before, negative(went, TOTALS), came], TOTALS, "rows")
    assert found.schema == SCHEMA
    assert (
        found.sort_by("owner").to_pylist()
        == answer(("Ada", "31", 511.0, 2), ("Béla", "1", 1.0, 1), (None, "7", 49.0, 1)).to_pylist()
    )


def test_who_has_no_rows_left_is_not_there() -> None:
    before = answer(("Ada", "10", 100.0, 1), ("Béla", None, None, 3))
    assert added([before, negative(before.slice(0, 1), TOTALS)], TOTALS, "rows").to_pylist() == [
        {"owner": "Béla", "amount": None, "square": None, "rows": 3}
    ]


def test_of_binary_fractions_that_cancel_out_nothing_is_left() -> None:
    """0.1 + 0.2 isn't 0.3 there: what is left of it would be divided by."""
    before = answer(("Ada", "1", 0.1 + 0.2, 3))
    went = answer(("Ada", "0", 0.3, 2))
    (found,) = added([before, negative(went, TOTALS)], TOTALS, "rows").to_pylist()
    assert (found["square"], found["rows"]) == (0.0, 1)
