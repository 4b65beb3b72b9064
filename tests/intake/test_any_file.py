"""Whatever a file holds, its import never breaks, and every row of it is accounted for.

Ten files each by default; KEYFUNNEL_DIRTY_FILES=10000 tries as many.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from keyfunnel.intake.mapping import Mapping
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.tables import TABLES
from keyfunnel.model.workspace import Workspace
from tests.intake import plain
from tests.intake.company import Company, mapped, table

FILES = int(os.environ.get("KEYFUNNEL_DIRTY_FILES", "10"))
OURS = [column for one in TABLES for column in one.names]
HEADERS = st.one_of(
    st.sampled_from(
        ["Deal ID", "Owner", "Stage", "Close Date", "Amount", "Account", "Created", "Email", "opportunity_id"]
    ),
    st.sampled_from(OURS),
    st.text(max_size=12),
)
CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "n/a", "-", "None", "won", "WON", "Lost", "open", "2024-02-30", "2024-01-05", "31.12.2023",
         "12/11/10", "1e999", "NaN", "-0", "1,234.56", "1.234,56", "12 %", "(5)", "฿5", "99999999999999999999",
         "inf", "\u00a0", "\u200b", "ﬁ", "Ａ", "a", "A", "true", "0001-01-01", "9999-12-31 23:59:59.999999",
         "'; DROP TABLE x; --", '"', "\x00", "\\N"]
    ),
    st.text(max_size=8),
    st.integers(-5, 5).map(str),
)  # fmt: skip


def as_csv(headers: list[str], rows: list[list[str]], delimiter: str) -> str:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & {delimiter, '"', "\n", "\r"} else text

    return "\n".join(delimiter.join(cell(text) for text in row) for row in [headers, *rows]) + "\n"


@st.composite
def files(draw: st.DrawFn) -> str:
    headers = draw(st.lists(HEADERS, min_size=1, max_size=7))
    width = draw(st.sampled_from([len(headers)] * 4 + [len(headers) + 1, max(1, len(headers) - 1)]))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12))
    return as_csv(headers, rows, draw(st.sampled_from([",", ";", "\t", "|"])))


def bring(company: Company, texts: list[str], mapping: Mapping | None) -> None:
    paths = []
    for number, text in enumerate(texts):
        paths.append(company.folder / f"file{number}.csv")
        paths[-1].write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        report = company.import_paths(mapping, *paths)
    except KeyfunnelError:
        return
    for file in report.files:
        assert file.read == file.accepted + file.repaired + file.merged + file.quarantined
        assert min(file.accepted, file.repaired, file.merged, file.quarantined) >= 0
    if report.edition is not None:
        brought = sum(file.quarantined for file in report.files)
        assert company.edition.quarantine().num_rows >= min(brought, 1)


@settings(max_examples=FILES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(files(), min_size=1, max_size=2))
@example(["\ufeff"])
@example([","])
@example(["deal_id,deal_id\nD1,D2\n"])
@example(['deal_id,amount\n"D1\nD2",5\n'])
def test_any_file_is_accounted_for_or_refused_as_a_whole(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        bring(Company(Home(Path(folder) / "home").create(Workspace()), Path(folder)), texts, None)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["D1", "D2", "d1", "", "n/a", "D 3"]),
        st.sampled_from(["Ann", "ann", "Bob", "Zoe", "", "R1", "a@x"]),
        st.sampled_from(["won", "Won", "lost", "open", "stuck", ""]),
        st.sampled_from(["Web", "web", "WEB ", "mail", "-"]),
        st.sampled_from(["5", "-5", "five", "", "1e9", "99999999999999999"]),
        st.sampled_from(["2024-01-05", "2024-01-04 10:00:00", "never", ""]),
        st.sampled_from(["2024-01-05", "2023-01-01", "soon", ""]),
    ),
    max_size=10,
)
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Bob", "ann", ""]),
        st.sampled_from(["Mel", "mel", "Ann", ""]),
        st.sampled_from(["a@x", ""]),
    ),
    max_size=5,
)
MAPPING = mapped(
    file0=table(
        "deals",
        deal_id="Id",
        owner_id="Owner",
        outcome="State",
        source="From",
        amount="Value",
        created_at="Made",
        closed_at="Done",
    ),
    file1=(
        table("reps", name="Name", email="Mail", team_id="Boss", manager_id="Boss"),
        table("teams", distinct=True, name="Boss", lead_id="Boss"),
        table("reps", distinct=True, name="Boss"),
    ),
)


@settings(max_examples=FILES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(ROWS, PEOPLE), min_size=1, max_size=2))
def test_dirty_rows_of_known_tables_always_add_up_and_a_second_import_changes_nothing(
    exports: list[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]],
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("keyfunnel.intake.run.read", plain.read)
        company = Company(Home(Path(folder) / "home").create(Workspace()), Path(folder))
        for deals, people in exports:
            texts = [
                as_csv(["Id", "Owner", "State", "From", "Value", "Made", "Done"], [list(row) for row in deals], ","),
                as_csv(["Name", "Boss", "Mail"], [list(row) for row in people], ","),
            ]
            bring(company, texts, MAPPING)
            paths = [company.folder / "file0.csv", company.folder / "file1.csv"]
            assert not company.import_paths(MAPPING, *paths).changed
        if company.home.lake.current() and "deals" in company.edition.tables:
            keys = company.column("deals", "deal_id")
            assert len(keys) == len(set(keys))
