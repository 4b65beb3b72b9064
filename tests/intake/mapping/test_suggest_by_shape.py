"""Names with something around them, names of people, headers as interfaces write them, and dates of the last change."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, suggested

WORDS = ("Won", "Lost", "Talking", "Quoted")


def deals(folder: Path, head: str, row: str, rows: int = 40) -> Mapping[str, str | None]:
    """``row`` is filled with ``n`` of each, one of four ``word`` for how it stands, and one of three ``who``."""
    people = ("Ann Lee", "Bob van Ray", "Cy O'Fox")
    lines = [
        row.format(n=n, word=WORDS[n % 4], who=people[n % 3], day=f"2024-01-{n % 28 + 1:02d}") for n in range(rows)
    ]
    table, columns = main(suggested(folder, list="\n".join([head, *lines]) + "\n")["list"])
    assert table == "deals"
    return columns


HEAD, ROW = "Deal,Status,Value,Opened", "Matter {n},{word},1{n}.25,{day}"


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("[{who}]", r"\[([^\[\],]+)(?:,[^\[\]]*)?\]"),
        ("{who} (https://www.example.com/p/{n})", r"([^(),]+?) \(https?://[^()]*\)(?:, .*)?"),
        ("{who};#12", r"([^;]+);#\d+(?:;#.*)?"),
    ],
)
def test_what_programs_put_around_names_is_taken_off(tmp_path: Path, cell: str, form: str) -> None:
    found = deals(tmp_path, f"{HEAD},Owner", f"{ROW},{cell}")
    assert found["owner_id"] == f"""{{regexp_extract("Owner", '{form}', 1)}}"""


def test_brackets_of_some_names_are_left(tmp_path: Path) -> None:
    assert deals(tmp_path, f"{HEAD},Client", f"{ROW},Firm {{n}} [{{word}}]")["account_id"] == "Client"


@pytest.mark.parametrize(
    "names", [("Ann Lee", "Bob van Ray", "Cy O'Fox"), ("王芳", "李强", "张伟"), ("สมชาย ใจดี", "อรทัย ศรีสุข")]
)
def test_people_whose_names_come_again_are_those_who_sell(tmp_path: Path, names: tuple[str, ...]) -> None:
    lines = [f"{HEAD},Xx"]
    lines += [f"Matter {n},{WORDS[n % 4]},1{n}.25,2024-01-01,{names[n % len(names)]}" for n in range(40)]
    _, found = main(suggested(tmp_path, list="\n".join(lines) + "\n")["list"])
    assert found["owner_id"] == "Xx"


@pytest.mark.parametrize(
    ("head", "cell"), [("Industry", "{who}"), ("Manager", "{who}"), ("Xx", "{who} {n}"), ("Xx", "bolt {word}")]
)
def test_others_are_not(tmp_path: Path, head: str, cell: str) -> None:
    assert "owner_id" not in deals(tmp_path, f"{HEAD},{head}", f"{ROW},{cell}")


def test_headers_say_the_same_as_interfaces_write_them(tmp_path: Path) -> None:
    head = "id,attributes.name,attributes.amount,attributes.createdAt,relationships.owner.data.id,attributes.stage"
    found = deals(tmp_path, head, "{n},Matter {n},1{n}.25,{day},{who},{word}")
    assert (found["name"], found["amount"]) == ("attributes.name", "attributes.amount")
    assert (found["created_at"], found["owner_id"]) == ("attributes.createdAt", "relationships.owner.data.id")


def test_fields_that_users_of_jira_added_are_called_by_their_own_names(tmp_path: Path) -> None:
    head = "Issue key,Summary,Status,Created,Custom field (Deal value),Custom field (Customer)"
    found = deals(tmp_path, head, "K-{n},Matter {n},{word},{day},1{n}.25,{who}")
    assert (found["amount"], found["account_id"]) == ("Custom field (Deal value)", "Custom field (Customer)")


def test_deals_that_are_over_closed_when_their_stage_changed_last(tmp_path: Path) -> None:
    """Not when they were to close, which is all that another column says."""
    found = deals(tmp_path, f"{HEAD},Estimated close date,Last stage change on", f"{ROW},2024-06-01,2024-03-01")
    closed = """CASE WHEN "Status" IN ('Won', 'Lost') THEN "Last stage change on" END"""
    assert found["closed_at"] == f"{{{closed}}}"


def test_a_name_that_many_share_is_not_the_deals(tmp_path: Path) -> None:
    found = deals(tmp_path, "Name,Title,Status,Value,Opened", "{who},Matter {n},{word},1{n}.25,{day}")
    assert found["name"] == "Title"


def test_the_amount_is_the_one_whose_header_others_go_on_from(tmp_path: Path) -> None:
    head = "Deal,Status,Worth it,Worth it in base currency,Opened"
    found = deals(tmp_path, head, "Matter {n},{word},1{n}.25,2{n}.50,{day}")
    assert found["amount"] == "Worth it"


def test_deals_of_which_only_a_plan_is_known_are_open(tmp_path: Path) -> None:
    head = "Deal,Owner,Client,Value,Opened,Expected close"
    found = deals(tmp_path, head, "Matter {n},{who},Firm,1{n}.25,{day},2024-09-01")
    assert found["outcome"] == "=open"


def test_a_word_for_the_won_alone_is_enough_where_dates_tell_who_was_lost(tmp_path: Path) -> None:
    lines = ["Prospect,Project,Value,Where it stands,Wrapped up"]
    words = (("in the bag", "2024-03-01"), ("kaput", "2024-03-02"), ("talking", ""), ("quoting", ""))
    lines += [f"Firm {n % 5},Matter {n},1{n}.25,{','.join(words[n % 4])}" for n in range(40)]
    mapping = suggested(tmp_path, deals="\n".join(lines) + "\n")["deals"].main
    assert mapping is not None
    assert mapping.table == "deals"
    meant = {"in the bag": "won", "kaput": "lost", "talking": "open", "quoting": "open"}
    assert dict(mapping.columns["outcome"].values) == meant


@pytest.mark.parametrize(("answers", "region"), [("NS", "Region"), ("NSEW", "Region"), (("yes", "no"), None)])
def test_letters_under_the_right_header_may_be_more_than_answers(
    tmp_path: Path, answers: Sequence[str], region: str | None
) -> None:
    lines = [ROW.format(n=n, word=WORDS[n % 4], day="2024-01-05") + f",{answers[n % len(answers)]}" for n in range(40)]
    _, columns = main(suggested(tmp_path, list="\n".join([f"{HEAD},Region", *lines]) + "\n")["list"])
    assert columns.get("region") == region
