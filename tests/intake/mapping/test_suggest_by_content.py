"""What headers don't say and content does: how deals stand, which column names them, lists that others have keys of."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, sources, suggested

WORDS = ("Won", "Lost", "Open")


def deals(head: str, row: str, rows: int = 30) -> str:
    """``row`` is filled with ``n`` of each, one of three ``word``, whether it is ``over``, and a ``name`` of four."""
    names = ("Ann Lee", "Bob Ray", "Cy Fox", "Di Poe")
    lines = [
        row.format(
            n=n,
            word=WORDS[n % 3],
            over="" if n % 3 == 2 else f"2024-03-{n % 28 + 1:02d}",
            ended="" if n % 3 == 2 else WORDS[n % 3],
            name=names[n % 4],
            day=f"2024-01-{n % 28 + 1:02d}",
            later=f"2024-06-{n % 28 + 1:02d}",
            money=f"{100 + n * 7}.{n % 90 + 10}",
        )
        for n in range(rows)
    ]
    return "\n".join([head, *lines]) + "\n"


def columns_of(folder: Path, head: str, row: str) -> Mapping[str, str | None]:
    table, columns = main(suggested(folder, export=deals(head, row))["export"])
    assert table == "deals"
    return columns


def test_deals_are_told_by_what_stands_in_them(tmp_path: Path) -> None:
    found = columns_of(tmp_path, "Xa,Xb,Xc,Xd,Xe", "Matter {n},{word},{money},{day},{over}")
    assert found["outcome"] == "Xb"
    assert found["amount"] == "Xc"
    assert found["name"] == "Xa"
    assert found["created_at"] == "Xd"
    assert found["closed_at"] == "Xe"


def test_of_two_numbers_none_is_taken_for_an_amount_without_a_word_for_it(tmp_path: Path) -> None:
    found = columns_of(tmp_path, "Xa,Xb,Xc,Xd,Xe", "Matter {n},{word},{money},{day},1{money}")
    assert "amount" not in found


@pytest.mark.parametrize(
    "header", ["指派的使用者名稱", "Felelős felhasználó neve", "Assigned field user", "Zuständige Person Vertrieb"]
)
def test_who_sells_is_told_by_a_word_for_it_anywhere(tmp_path: Path, header: str) -> None:
    found = columns_of(tmp_path, f"Deal ID,Status,Amount,Created,{header}", "D{n},{word},{money},{day},{name}")
    assert found["owner_id"] == header


@pytest.mark.parametrize("header", ["Created by user", "User department", "创建用户", "Usuário criador"])
def test_other_words_make_it_somebody_else(tmp_path: Path, header: str) -> None:
    found = columns_of(tmp_path, f"Deal ID,Status,Amount,Created,{header}", "D{n},{word},{money},{day},{name}")
    assert "owner_id" not in found


def test_what_a_status_of_won_and_lost_says_nothing_of_is_open(tmp_path: Path) -> None:
    files = suggested(tmp_path, export=deals("Deal ID,Status,Amount,Created", "D{n},{ended},{money},{day}"))
    assert sources(files["export"].main)["outcome"] == (
        "{CASE WHEN \"Status\" IN ('Won') THEN 'won' WHEN \"Status\" IN ('Lost') THEN 'lost' ELSE 'open' END}"
    )


def test_beside_lost_what_is_closed_is_won(tmp_path: Path) -> None:
    text = deals("Deal ID,Stage,Amount,Created", "D{n},{word},{money},{day}").replace(",Won,", ",Closed,")
    deals_ = suggested(tmp_path, export=text)["export"].main
    assert deals_ is not None
    assert deals_.columns["outcome"].values == {"Closed": "won", "Lost": "lost", "Open": "open"}


def test_a_date_of_all_deals_beside_one_of_those_that_closed_is_the_plan(tmp_path: Path) -> None:
    found = columns_of(tmp_path, "Deal ID,Status,Amount,closed_at,closing_at", "D{n},{word},{money},{over},{later}")
    assert (found["closed_at"], found["expected_close_on"]) == ("closed_at", "closing_at")


def test_a_pipeline_that_no_two_deals_share_is_their_name(tmp_path: Path) -> None:
    found = columns_of(tmp_path, "Record Id,Pipeline Name,Stage,Amount,Created", "R{n},Roof {n},{word},{money},{day}")
    assert found["name"] == "Pipeline Name"
    assert "pipeline" not in found


def test_a_company_that_is_the_same_in_every_row_is_ones_own(tmp_path: Path) -> None:
    found = columns_of(
        tmp_path, "Number,Company,Party,State,Amount,Start Date", "{n},We Ltd,{name},{word},{money},{day}"
    )
    assert found["account_id"] == "Party"


def test_keys_have_the_names_that_a_list_gives_them(tmp_path: Path) -> None:
    files = suggested(
        tmp_path,
        deals="id,name,price,status_id,source_id,company_id,created_at\n"
        + "".join(
            f"{n},Roof {n},{n + 5}.25,{(1, 142, 143)[n % 3]},{n % 2 + 7},{n % 4 + 30},2024-01-05\n" for n in range(30)
        ),
        statuses="id,name,pipeline_id\n1,First call,9\n142,Closed - won,9\n143,Closed - lost,9\n",
        sources="id,name\n7,Web\n8,Fair\n",
        companies="id,name\n30,Acme\n31,Beta\n32,Core\n33,Dune\n",
    )
    deals_ = files["deals"].main
    assert deals_ is not None
    assert deals_.columns["stage"].values == {"1": "First call", "142": "Closed - won", "143": "Closed - lost"}
    assert deals_.columns["outcome"].values == {"1": "open", "142": "won", "143": "lost"}
    assert deals_.columns["source"].values == {"7": "Web", "8": "Fair"}
    assert sources(files["companies"].main) == {"account_id": "id", "name": "name"}


@pytest.mark.parametrize(
    ("key", "reference"),
    [("Angebotsnr", "Auftragsnummer"), ("ID da proposta", "ID da oportunidade"), ("报价单编号", "商机编号")],
)
def test_quotes_are_no_deals_in_any_language(tmp_path: Path, key: str, reference: str) -> None:
    rows = "".join(f"Q{n},D{n % 5},{n}.5,2024-01-02\n" for n in range(9))
    file = suggested(tmp_path, export=f"{key},{reference},Total,Datum\n{rows}")["export"]
    assert file.main is None or file.main.table != "deals"
