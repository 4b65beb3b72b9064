"""Headers that ask, as people write them in sheets of their own, and columns that only their content tells."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, suggested

PEOPLE, FIRMS = ("Ann Lee", "Bob Ray", "Cy Fox"), ("Acme", "Beta", "Core", "Delta")


def deals(folder: Path, head: str, *cells: str, rows: int = 30) -> Mapping[str, str | None]:
    """``cells`` are filled with ``n`` of each row, one of three ``word`` for how it stands, ``who``, ``firm``, and the
    days it began on, ended on and was to end on."""
    lines = [head]
    for n in range(rows):
        over = "" if n % 3 == 2 else f"2024-{3 + n % 2:02d}-{n % 28 + 1:02d}"
        filled = ",".join(cells).format(
            n=n,
            word=("Won", "Lost", "Open")[n % 3],
            who=PEOPLE[n % 3],
            firm=FIRMS[n % 4],
            via=("Webinar", "Ajánlás", "展会", "our Bob")[n % 4],
            began=f"2024-01-{n % 28 + 1:02d}",
            over=over,
            due=f"2024-{2 + n % 4:02d}-{n % 28 + 1:02d}",
            money=f"{100 + n}.25",
        )
        lines.append(filled)
    table, columns = main(suggested(folder, list="\n".join(lines) + "\n")["list"])
    assert table == "deals"
    return columns


@pytest.mark.parametrize(
    "head",
    [
        "Who,What,For whom,How much,How did we meet,Since when,How it goes,Over on,By when",
        "Ki viszi,Miről szól,Kinek,Mennyi,Honnan jött,Mióta,Hogy áll,Mikor dőlt el,Mikorra várjuk",
        "Wer kümmert sich,Worum geht's,Für wen,Wie viel,Wie zu uns gekommen,Seit wann,Stand,Wann entschieden,Bis wann",
        "¿Quién lo lleva?,¿Qué es?,¿A quién?,¿Cuánto?,¿Cómo llegó?,¿Desde cuándo?,X,¿Cuándo se cerró?,¿Para cuándo?",
        "Quem atendeu,O que vendemos,Para quem,Quanto,Como chegou,Desde quando,X,Quando fechou,Até quando",
        "谁在跟,做什么,卖给谁,多少钱,怎么认识的,什么时候开始,X,什么时候签的,大概什么时候签",
        "ใครดูแล,ขายอะไร,ขายให้ใคร,เท่าไร,มาจากไหน,เริ่มเมื่อ,X,จบเมื่อ,น่าจะปิด",
    ],
)
def test_questions_are_understood(tmp_path: Path, head: str) -> None:
    cells = ("{who}", "Matter {n}", "{firm}", "{money}", "{via}", "{began}", "{word}", "{over}", "{due}")
    found = deals(tmp_path, head, *cells)
    asked = dict(zip(head.split(","), cells, strict=True))
    meant = {
        "owner_id": "{who}",
        "name": "Matter {n}",
        "account_id": "{firm}",
        "amount": "{money}",
        "source": "{via}",
        "created_at": "{began}",
        "outcome": "{word}",
        "closed_at": "{over}",
        "expected_close_on": "{due}",
    }
    assert {name: asked[found[name] or ""] for name in meant} == meant


def test_a_column_of_known_sources_is_one(tmp_path: Path) -> None:
    found = deals(tmp_path, "Deal,Status,Value,Opened,Xx", "Matter {n}", "{word}", "{money}", "{began}", "{via}")
    assert found["source"] == "Xx"


def test_a_column_of_other_words_is_no_source(tmp_path: Path) -> None:
    found = deals(tmp_path, "Deal,Status,Value,Opened,Xx", "Matter {n}", "{word}", "{money}", "{began}", "{firm}")
    assert "source" not in found


def test_dates_are_told_by_the_order_they_come_in(tmp_path: Path) -> None:
    """Every deal has the first, which no other comes before, and the third, which the close comes before or after."""
    cells = ("Matter {n}", "{word}", "{money}", "{began}", "{over}", "{due}")
    found = deals(tmp_path, "Deal,Status,Value,Xa,Closed on,Xb", *cells)
    assert (found["created_at"], found["closed_at"], found["expected_close_on"]) == ("Xa", "Closed on", "Xb")


def test_a_date_that_always_comes_last_is_no_plan(tmp_path: Path) -> None:
    """As that of the last change does."""
    cells = ("Matter {n}", "{word}", "{money}", "{began}", "{over}", "2025-01-01")
    found = deals(tmp_path, "Deal,Status,Value,Created,Closed on,Xb", *cells)
    assert "expected_close_on" not in found


def test_the_only_text_of_its_own_in_every_row_is_the_name(tmp_path: Path) -> None:
    cells = ("Matter {n}", "{word}", "{who}", "{firm}", "{money}", "{began}", "Person {n}")
    found = deals(tmp_path, "产品/项目,Status,Owner,Client,Value,Opened,Contact person", *cells)
    assert found["name"] == "产品/项目"


def test_deals_begin_with_the_first_contact_where_nothing_else_says(tmp_path: Path) -> None:
    found = deals(tmp_path, "Deal,Status,Value,First contact", "Matter {n}", "{word}", "{money}", "{began}")
    assert found["created_at"] == "First contact"


def test_an_amount_that_only_some_have_is_what_they_brought(tmp_path: Path) -> None:
    lines = ["Deal,Status,Proposed value,Closed value,Opened"]
    lines += [
        f"Job {n},{('Won', 'Lost')[n % 2]},{n}50.25,{'' if n % 2 else f'{n}40.75'},2024-01-{n:02d}"
        for n in range(1, 25)
    ]
    _, found = main(suggested(tmp_path, deals="\n".join(lines) + "\n")["deals"])
    assert found["amount"] == '{coalesce(nullif("Closed value", 0), "Proposed value")}'


def test_dates_that_only_another_column_settles_are_put_in_order_too(tmp_path: Path) -> None:
    lines = ["Deal,Status,Value,Xa,Closed on"]
    for n in range(1, 28):
        over = "" if n % 3 == 2 else f"{n:02d}/03/2024"
        lines.append(f"Matter {n},{('Won', 'Lost', 'Open')[n % 3]},{n}50.25,0{n % 9 + 1}/01/2024,{over}")
    _, found = main(suggested(tmp_path, list="\n".join(lines) + "\n")["list"])
    assert (found["created_at"], found["closed_at"]) == ("Xa", "Closed on")
