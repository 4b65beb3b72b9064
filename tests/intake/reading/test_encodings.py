"""The encoding is worked out from the bytes of the whole file."""

import gzip
from pathlib import Path

import pytest

from tests.intake.reading.sheets import codes, read_bytes, read_text

TEXTS = {
    "hu": "név;város\nKovács Őrs;Győr\nSzűcs Tűnde;Nagykőrös\nTóth Béla;Hódmezővásárhely\n",
    "fr": "nom;ville\nHélène Garçon;Besançon\nJoël Lefèvre;Nîmes\nÀlain Bâton;Orléans\n",
    "de": "name;ort\nJürgen Groß;Köln\nBärbel Müller;Düsseldorf\n",
    "pt": "nome;cidade\nJoão Conceição;São Paulo\nAntónio Simões;Viseu é aqui\n",
    "cs": "jméno;město\nJiří Dvořák;Plzeň\nŽaneta Černá;České Budějovice\n",
    "ru": "имя;город\nИван Петров;Москва\nМария Иванова;Тверь\n",
    "th": "ชื่อ;เมือง\nสมชาย ใจดี;กรุงเทพมหานคร\nน้ำฝน พรหมมา;เชียงใหม่\n",
    "zh-hans": "姓名;城市\n王小明;北京市朝阳区\n李雷;上海\n张伟是销售经理;广州\n",
    "zh-hant": "姓名;城市\n陳小明;臺北市信義區\n林志玲;高雄\n張先生是銷售經理;臺中\n",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((language, "utf-8") for language in TEXTS),
        *((language, "utf-8-sig") for language in TEXTS),
        *((language, "utf-16") for language in TEXTS),
        ("hu", "cp1250"),
        ("cs", "cp1250"),
        ("fr", "cp1252"),
        ("de", "cp1252"),
        ("pt", "cp1252"),
        ("ru", "cp1251"),
        ("th", "cp874"),
        ("zh-hans", "gb18030"),
        ("zh-hant", "big5"),
    ],
)
def test_names_come_out_as_they_were_written(tmp_path: Path, language: str, encoding: str) -> None:
    sheet, rows = read_text(tmp_path, TEXTS[language], encoding=encoding, locale=language)
    lines = TEXTS[language].splitlines()
    assert sheet.headers == tuple(lines[0].split(";"))
    assert [row[:2] for row in rows] == [tuple(line.split(";")) for line in lines[1:]]


@pytest.mark.parametrize(
    ("language", "encoding"), [("hu", "cp1250"), ("fr", "cp1252"), ("th", "cp874"), ("ru", "cp1251")]
)
def test_the_letters_decide_whatever_the_locale(tmp_path: Path, language: str, encoding: str) -> None:
    sheet, _ = read_text(tmp_path, TEXTS[language], encoding=encoding, locale="en")
    assert sheet.encoding == encoding


def test_letters_far_down_in_the_file_count(tmp_path: Path) -> None:
    """A hundred thousand plain lines, and the first accent on the last one."""
    content = b"id,name\n" + b"1,Acme Incorporated\n" * 100_000 + "2,Ügyfél Győr Szűcs\n".encode("cp1250")
    sheet, rows = read_bytes(tmp_path, content, locale="hu")
    assert sheet.encoding == "cp1250"
    assert rows[-1] == ("2", "Ügyfél Győr Szűcs", 100_002)


def test_utf_16_without_a_mark(tmp_path: Path) -> None:
    sheet, rows = read_bytes(tmp_path, "id,name\n1,Acme\n2,Bétà\n".encode("utf-16-le"))
    assert sheet.headers == ("id", "name")
    assert rows[1][:2] == ("2", "Bétà")


def test_one_broken_character_does_not_spoil_utf_8(tmp_path: Path) -> None:
    content = b"id,name\n" + "1,Győr Kőszeg Őriszentpéter\n".encode() * 20 + b"2,Caf\xe9\n"
    sheet, rows = read_bytes(tmp_path, content)
    assert sheet.encoding == "utf-8"
    assert rows[0][1] == "Győr Kőszeg Őriszentpéter"
    assert codes(sheet) == ["undecodable"]


def test_gzipped_files_are_read_as_they_are(tmp_path: Path) -> None:
    sheet, rows = read_bytes(tmp_path, gzip.compress("id,name\n1,Győr\n".encode()), "deals.csv.gz")
    assert sheet.name == "deals.csv.gz"
    assert rows == [("1", "Győr", 2)]


def test_a_euro_behind_a_unit_is_no_letter(tmp_path: Path) -> None:
    """In cp1252 € is the byte that is Ç in cp850; no word ends in TÇ."""
    lines = "".join(f"{number};{number},5 T€;{number} Mio. €\n" for number in range(30))
    sheet, rows = read_text(tmp_path, f"id;amount;value\n{lines}", encoding="cp1252")
    assert (sheet.encoding, rows[1][1]) == ("cp1252", "1,5 T€")
