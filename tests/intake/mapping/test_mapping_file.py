"""A mapping file is strict about what it says, and reads back as it was written."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keyfunnel.intake.mapping import ColumnRule, Evidence, FileMapping, Mapping, TableMapping, check, dump, load, parse
from keyfunnel.intake.mapping.match import mapping_of
from keyfunnel.intake.reading import Sheet, read
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import Message

EXAMPLES = Path(__file__).parents[3] / "examples"

WHOLE = """
files:
  - file: deals.csv
    sheet: Deals
    formats: {Close Date: d/m/y}
    leave_out: [Notes]
    tables:
      - table: deals
        where: amount > 0
        columns:
          deal_id: Deal ID
          currency: {constant: EUR}
          amount: {expression: price * quantity}
          outcome: {from: Stage, values: {Closed Won: won, 007: lost}, otherwise: open}
      - table: teams
        distinct: true
        columns: {name: Manager}
  - file: readme.csv
    ignore: nothing in it
"""


def test_everything_a_mapping_can_say_is_read() -> None:
    first, second = parse(WHOLE).files
    deals, teams = first.tables
    assert (first.file, first.sheet, first.formats, first.leave_out) == (
        "deals.csv",
        "Deals",
        {"Close Date": "d/m/y"},
        ("Notes",),
    )
    assert deals.where == "amount > 0"
    assert deals.columns == {
        "deal_id": ColumnRule(header="Deal ID"),
        "currency": ColumnRule(constant="EUR"),
        "amount": ColumnRule(expression="price * quantity"),
        "outcome": ColumnRule(header="Stage", values={"Closed Won": "won", "007": "lost"}, otherwise="open"),
    }
    assert (teams.distinct, first.main) == (True, deals)
    assert (second.tables, str(second.reason)) == ((), "nothing in it")


def test_the_main_table_is_the_first_that_lists_its_rows() -> None:
    teams = TableMapping("teams", {"name": ColumnRule(header="Manager")}, distinct=True)
    reps = TableMapping("reps", {"name": ColumnRule(header="Agent")})
    assert FileMapping("reps.csv", (teams, reps)).main is reps
    assert FileMapping("reps.csv", (teams,)).main is teams


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("files: {", "is not YAML"),
        (
            "tables: []",
            r"'tables' is not known here; did you mean 'files'\? \(known: files\)|'tables' is not known here",
        ),
        ("files: deals.csv", "files: expected a list, found 'deals.csv'"),
        ("files: [{tables: []}]", r"files\[1\]: file: expected a text, found nothing"),
        ("files: [{file: d.csv, tabels: []}]", "'tabels' is not known here; did you mean 'tables'"),
        (
            "files: [{file: d.csv, tables: [{table: deal, columns: {name: x}}]}]",
            r"\(d\.csv\): tables\[1\]: there is no table 'deal'; did you mean 'deals'",
        ),
        (
            "files: [{file: d.csv, tables: [{table: deals, columns: {clsed_at: x}}]}]",
            "deals has no column 'clsed_at'; did you mean 'closed_at'",
        ),
        ("files: [{file: d.csv, tables: [{table: deals}]}]", "columns must say where at least one column of deals"),
        (
            "files: [{file: d.csv, tables: [{table: deals, columns: {name: {form: x}}}]}]",
            "deals.name: 'form' is not known here; did you mean 'from'",
        ),
        (
            "files: [{file: d.csv, tables: [{table: deals, columns: {name: {from: x, constant: y}}}]}]",
            "deals.name: give a header, or exactly one of from, constant and expression",
        ),
        (
            "files: [{file: d.csv, tables: [{table: deals, columns: {name: {constant: x, values: {a: b}}}}]}]",
            "a constant has no values to rewrite",
        ),
        ("files: [{file: d.csv, ignore: x, tables: []}]", "either ignored or feeds tables"),
        (
            "files: [{file: d.csv, tables: [{table: deals, distinct: maybe, columns: {name: x}}]}]",
            "distinct: expected true or false, found 'maybe'",
        ),
    ],
)
def test_what_it_cannot_mean_is_refused_with_the_place(text: str, error: str) -> None:
    with pytest.raises(BadInput, match=error):
        parse(text)


def test_a_missing_mapping_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nowhere\.yaml can't be read"):
        load(tmp_path / "nowhere.yaml")


def test_evidence_stands_beside_what_was_guessed_and_changes_nothing() -> None:
    evidence = Evidence(0.9, (Message("header_known", "a header known from {source}", {"source": "HubSpot"}),))
    rules = {"amount": ColumnRule(header="Amount", evidence=evidence)}
    mapping = Mapping((FileMapping("d.csv", (TableMapping("deals", rules),)),))
    text = dump(mapping)
    assert "amount: Amount  # 0.90, a header known from HubSpot" in text
    assert parse(text) == mapping


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
_PAIRS = st.dictionaries(_WORDS, _WORDS, max_size=3)
_RULES = st.one_of(
    st.builds(ColumnRule, header=_WORDS, values=_PAIRS, otherwise=st.none() | _WORDS),
    st.builds(ColumnRule, constant=_WORDS),
    st.builds(ColumnRule, expression=_WORDS, values=_PAIRS),
)
_TABLES = st.builds(
    TableMapping,
    table=st.just("deals"),
    columns=st.dictionaries(st.sampled_from(["deal_id", "name", "stage"]), _RULES, min_size=1),
    distinct=st.booleans(),
    where=st.none() | _WORDS,
)
_FILES = st.builds(
    FileMapping,
    file=_WORDS,
    tables=st.lists(_TABLES, min_size=1, max_size=2).map(tuple),
    sheet=st.none() | _WORDS,
    formats=_PAIRS,
    leave_out=st.lists(_WORDS, max_size=2).map(tuple),
)


@settings(deadline=None)
@given(st.lists(_FILES, max_size=2).map(lambda files: Mapping(tuple(files))))
def test_any_mapping_reads_back_as_it_was_written(mapping: Mapping) -> None:
    assert parse(dump(mapping)) == mapping


def test_the_example_reads_back_too() -> None:
    mapping = load(EXAMPLES / "olist" / "mapping.yaml")
    assert parse(dump(mapping)) == mapping


def _sheets(folder: Path, *names: str) -> list[Sheet]:
    for name in names:
        (folder / name).write_text("Deal ID,Stage,Close Date\n1,Won,1/2/2024\n")
    return read(duckdb.connect(), [folder / name for name in names], Workspace())


def _mapping(said: str, file: str = "deals.csv") -> Mapping:
    return parse(f"files: [{{file: '{file}', tables: [{{table: deals, columns: {{deal_id: Deal ID}}}}], {said}}}]")


def test_files_are_found_by_name_or_pattern(tmp_path: Path) -> None:
    (sheet,) = _sheets(tmp_path, "deals-2024-03.csv")
    assert mapping_of(_mapping("", "deals-*.csv"), sheet) is not None
    assert mapping_of(_mapping("", "deals.csv"), sheet) is None


def test_a_file_that_was_not_given_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"speaks of 'deals\.csv', which wasn't given; did you mean 'deal\.csv'"):
        check(_mapping(""), _sheets(tmp_path, "deal.csv"), Workspace())


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("formats: {Closed Date: d/m/y}", r"deals\.csv: there is no column 'Closed Date'; did you mean 'Close Date'"),
        ("leave_out: [Stag]", r"there is no column 'Stag'; did you mean 'Stage'"),
        ("formats: {Close Date: d/m/t}", r"'d/m/t' is no format for a date; did you mean 'd/m/y'"),
    ],
)
def test_headers_and_formats_must_fit_the_file(tmp_path: Path, said: str, error: str) -> None:
    with pytest.raises(BadInput, match=error):
        check(_mapping(said), _sheets(tmp_path, "deals.csv"), Workspace())
