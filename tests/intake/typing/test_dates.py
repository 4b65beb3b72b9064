"""Dates and times as people and programs write them."""

import datetime as dt

import pytest

from keyfunnel.model.table import Type
from tests.intake.typing.columns import parse, reading_of, readings_of


@pytest.mark.parametrize(
    ("cell", "format_", "value"),
    [
        ("2024-03-15", "y-m-d", "2024-03-15T00:00:00"),
        ("2024-03-15T10:20:30.5", "y-m-d", "2024-03-15T10:20:30.500000"),
        ("2024/3/5 8:05", "y/m/d", "2024-03-05T08:05:00"),
        ("2024. 03. 15.", "y/m/d", "2024-03-15T00:00:00"),
        ("2024年3月15日", "y/m/d", "2024-03-15T00:00:00"),
        ("民國113年3月15日", "roc/m/d", "2024-03-15T00:00:00"),
        ("113/03/15 14:05", "roc/m/d", "2024-03-15T14:05:00"),
        ("15/3/2024", "d/m/y", "2024-03-15T00:00:00"),
        ("15.03.2024 10:15", "d/m/y", "2024-03-15T10:15:00"),
        ("3/15/2024 5:04 PM", "m/d/y 12h", "2024-03-15T17:04:00"),
        ("3/15/2024 12:00:01 am", "m/d/y 12h", "2024-03-15T00:00:01"),
        ("1/2/24", "d/m/yy", "2024-02-01T00:00:00"),
        ("1/2/85", "m/d/yy", "1985-01-02T00:00:00"),
        ("15 Apr, 2021 00:03:00", "d mon y", "2021-04-15T00:03:00"),
        ("Mon, 15 Apr 2021", "d mon y", "2021-04-15T00:00:00"),
        ("5 de março de 2024", "d mon y", "2024-03-05T00:00:00"),
        ("05-Jan-24", "d mon yy", "2024-01-05T00:00:00"),
        ("March 5th, 2024 3:04 pm", "mon d y 12h", "2024-03-05T15:04:00"),
        ("2024. március 15.", "y mon d", "2024-03-15T00:00:00"),
        ("15 มีนาคม 2567", "d mon y BE", "2024-03-15T00:00:00"),
        ("15 มี.ค. 2567", "d mon y BE", "2024-03-15T00:00:00"),
        ("29/02/2567", "d/m/y BE", "2024-02-29T00:00:00"),
        ("2024年3月15日 14时05分30秒", "y/m/d clock", "2024-03-15T14:05:30"),
        ("2024年3月15日 14時5分", "y/m/d clock", "2024-03-15T14:05:00"),
        ("2024/3/15 下午 02:05", "y/m/d 12h clock", "2024-03-15T14:05:00"),
        ("15/03/2024 14h30", "d/m/y clock", "2024-03-15T14:30:00"),
        ("15.03.2024 14.05", "d/m/y clock", "2024-03-15T14:05:00"),
        ("๑๕/๐๓/๒๕๖๗ ๑๔.๐๕ น.", "d/m/y BE clock digits", "2024-03-15T14:05:00"),
        ("２０２４年３月１５日", "y/m/d digits", "2024-03-15T00:00:00"),
        ("15/03/2024 02:05 p. m.", "d/m/y 12h", "2024-03-15T14:05:00"),
        ("20240315", "yyyymmdd", "2024-03-15T00:00:00"),
        ("2024-03", "y/m", "2024-03-01T00:00:00"),
        ("Jan 2024", "mon y", "2024-01-01T00:00:00"),
        ("45366", "spreadsheet days", "2024-03-15T00:00:00"),
        ("45366.5", "spreadsheet days", "2024-03-15T12:00:00"),
        ("1710500000", "epoch seconds", "2024-03-15T10:53:20"),
        ("1710500000123", "epoch milliseconds", "2024-03-15T10:53:20.123000"),
    ],
)
def test_times_are_read(cell: str, format_: str, value: str) -> None:
    assert parse(cell, format_, Type.TIMESTAMP) == dt.datetime.fromisoformat(value)


@pytest.mark.parametrize(
    ("cell", "format_"),
    [
        ("31/02/2024", "d/m/y"),
        ("13/13/2024", "m/d/y"),
        ("15 Foo 2024", "d mon y"),
        ("soon", "y-m-d"),
        ("29/02/2566", "d/m/y BE"),
        ("99999-01-01", "y-m-d"),
        ("99999-01-01", "d/m/y"),
        ("infinity", "y-m-d"),
        ("0044-03-15 (BC)", "y-m-d"),
    ],
)
def test_days_that_are_not_in_the_calendar_are_unreadable(cell: str, format_: str) -> None:
    assert parse(cell, format_, Type.TIMESTAMP) is None


@pytest.mark.parametrize(
    ("cell", "format_", "value"),
    [
        ("2024-01-01T10:00:00Z", "y-m-d zoned", "2024-01-01T17:00:00"),
        ("2024-01-01 10:00:00 +0200", "y-m-d zoned", "2024-01-01T15:00:00"),
        ("2024-01-01T10:00:00.000+00:00", "y-m-d zoned", "2024-01-01T17:00:00"),
        ("3/4/2024 5:00 PM +02:00", "m/d/y 12h zoned", "2024-03-04T22:00:00"),
        ("Mon, 15 Apr 2021 20:00:00 GMT", "d mon y zoned", "2021-04-16T03:00:00"),
        ("2024-01-01 10:00", "y-m-d zoned", "2024-01-01T10:00:00"),
        ("1710500000", "epoch seconds", "2024-03-15T17:53:20"),
    ],
)
def test_instants_become_local_time_of_the_workspace(cell: str, format_: str, value: str) -> None:
    """Bangkok is seven hours ahead of UTC; a time without a zone is local already."""
    assert parse(cell, format_, Type.TIMESTAMP, "Asia/Bangkok") == dt.datetime.fromisoformat(value)


def test_a_date_is_the_local_day_of_an_instant() -> None:
    assert parse("2024-01-01T20:00:00Z", "y-m-d zoned", Type.DATE, "Asia/Bangkok") == dt.date(2024, 1, 2)


@pytest.mark.parametrize(
    ("cells", "type_", "format_"),
    [
        (("2024-03-15", "2024-12-01"), Type.DATE, "y-m-d"),
        (("2024-03-15 10:00:00", "2024-12-01 00:00:00"), Type.TIMESTAMP, "y-m-d"),
        (("2024-03-15 00:00:00", "2024-12-01 00:00:00"), Type.DATE, "y-m-d"),
        (("2024-03-15T10:00:00Z", "2024-12-01T11:00:00+02:00"), Type.TIMESTAMP, "y-m-d zoned"),
        (("15/3/2024", "1/12/2024"), Type.DATE, "d/m/y"),
        (("3/15/2024", "12/1/2024"), Type.DATE, "m/d/y"),
        (("3/15/24 1:00 AM", "12/1/24 2:00 PM"), Type.TIMESTAMP, "m/d/yy 12h"),
        (("15 Apr, 2021 00:03:00", "1 May, 2021 10:03:00"), Type.TIMESTAMP, "d mon y"),
        (("2024. 03. 15.", "2024. 12. 01."), Type.DATE, "y/m/d"),
        (("2024年3月15日", "2024年12月1日"), Type.DATE, "y/m/d"),
        (("15/3/2567", "1/12/2567"), Type.DATE, "d/m/y BE"),
    ],
)
def test_the_format_is_worked_out(cells: tuple[str, ...], type_: Type, format_: str) -> None:
    reading = reading_of(*cells)
    assert (reading.type, reading.format, reading.assumed) == (type_, format_, False)


@pytest.mark.parametrize(
    ("locale", "format_"), [("en", "m/d/y"), ("en-GB", "d/m/y"), ("th", "d/m/y"), ("hu", "d/m/y"), ("pt-BR", "d/m/y")]
)
def test_the_locale_settles_day_and_month_where_no_day_is_above_12(locale: str, format_: str) -> None:
    reading = reading_of("1/2/2024", "3/4/2024", locale=locale)
    assert (reading.format, reading.assumed) == (format_, True)


@pytest.mark.parametrize(
    ("cells", "format_"),
    [
        (("05.06.2024", "7.8.2024", "11. 12. 2024"), "d/m/y"),
        (("05/06/2024", "7.8.2024", "11/12/2024"), "m/d/y"),
        (("05.06.2024", "7.28.2024", "11.12.2024"), "m/d/y"),
    ],
)
def test_with_dots_the_day_comes_first_unless_cells_say_otherwise(cells: tuple[str, ...], format_: str) -> None:
    """Nobody who writes dots puts the month first, though a program set to American dates may."""
    assert reading_of(*cells, locale="en-US").format == format_


def test_one_day_above_12_among_ten_thousand_decides() -> None:
    reading = reading_of(*["1/2/2024"] * 10_000, "13/2/2024", locale="en")
    assert (reading.format, reading.parsed, reading.assumed) == ("d/m/y", 10_001, False)


def test_another_column_of_the_sheet_settles_it_first() -> None:
    created, closed = readings_of(("13/2/2024", "1/2/2024"), ("1/3/2024", "2/3/2024"), locale="en")
    assert (created[0].format, closed[0].format) == ("d/m/y", "d/m/y")
    assert closed[0].because is not None
    assert closed[0].because.code == "settled_by_column"


def test_numbers_that_could_be_days_or_seconds_are_numbers_first() -> None:
    """Which they are, only a header can tell; then they can be read so."""
    (column,) = readings_of(("45366", "45400"))
    assert column[0].type is Type.INTEGER
    assert [reading.format for reading in column if reading.type is Type.TIMESTAMP] == ["spreadsheet days"]
    assert readings_of(("1710500000", "1710600000"))[0][0].type is Type.INTEGER


def test_dates_among_words_are_text_that_can_be_read_as_dates() -> None:
    (column,) = readings_of(("2024-01-01", "2024-01-02", "soon"))
    assert column[0].type is Type.TEXT
    dates = [reading for reading in column if reading.type is Type.DATE]
    assert (dates[0].format, dates[0].parsed) == ("y-m-d", 2)


def test_times_in_words_are_found() -> None:
    reading = reading_of("2024年3月15日 14时05分", "2024年3月5日 下午2:05")
    assert (reading.type, reading.parsed) == (Type.TIMESTAMP, 2)
    assert parse("2024年3月5日 下午2:05", reading.format, Type.TIMESTAMP) == dt.datetime.fromisoformat(
        "2024-03-05T14:05"
    )
    assert reading_of("๑๕ มีนาคม ๒๕๖๗", "๑ เม.ย. ๒๕๖๗").format == "d mon y BE digits"


def test_dates_that_people_wrote_each_in_their_own_way_are_read() -> None:
    """The 15 tells that the month comes first."""
    reading = reading_of("1/15/2024", "2024-01-17", "Jan 5, 2024")
    assert (reading.format, reading.parsed, reading.assumed) == ("any m/d/y", 3, False)
    assert parse("Jan 5, 2024", reading.format, Type.DATE) == dt.date(2024, 1, 5)
    assert reading_of("1/5/2024", "2024-01-17", "5 Jan 2024", locale="en-GB").assumed
    assert reading_of(*["15.03.2024"] * 30, "2024-03-16").format == "d/m/y"
