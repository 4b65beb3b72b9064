"""CSV that a spreadsheet opens safely."""

import pyarrow as pa

from keyfunnel.web.spreadsheet import as_csv


def test_a_cell_that_begins_like_a_formula_stays_text() -> None:
    table = pa.table({"name": ["=HYPERLINK(1)", "Kan-code", None], "amount": [-5, 7, None]})
    assert b"".join(as_csv(table)).decode("utf-8-sig").splitlines() == [
        "name,amount",
        "'=HYPERLINK(1),-5",
        "Kan-code,7",
        ",",
    ]
