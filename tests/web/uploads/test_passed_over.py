"""Why a file is passed over is told in the reader's language, though a saved mapping says it in one."""

from pathlib import Path

from keyfunnel.intake.mapping import FileMapping, Mapping, dump, parse
from keyfunnel.texts import Message
from keyfunnel.web.uploads.look import Look

WHY = Message("no_table_of_ours", "no table of the sales model has columns like these: {columns}", {"columns": "Field"})


def test_the_reason_that_was_found_is_told_in_any_language(tmp_path: Path) -> None:
    look = Look(tmp_path, (), Mapping((FileMapping("words.csv", reason=WHY),)))
    saved = parse(dump(look.suggested))
    (file,) = look.explained(saved).files
    assert file.reason is not None
    assert file.reason.render("zh-hans") == "销售模型中没有包含以下列的数据表：Field"


def test_a_file_that_a_person_passes_over_is_not_needed() -> None:
    (file,) = parse(dump(Mapping((FileMapping("words.csv"),)))).files
    assert file.reason is not None
    assert (str(file.reason), file.reason.render("hu")) == ("not needed", "nincs rá szükség")
