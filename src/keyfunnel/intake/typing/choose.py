"""From counts to readings: which type a column has, and what settles it where the cells alone don't."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from babel import Locale, UnknownLocaleError

from keyfunnel.intake.typing.candidates import COUNTED, Candidate
from keyfunnel.intake.typing.counting import Counts
from keyfunnel.intake.typing.dates import ANY
from keyfunnel.intake.typing.formats import CLOCK, DIGITS, MIL, split_format
from keyfunnel.intake.typing.magnitudes import mil_is_thousand
from keyfunnel.intake.typing.numbers import COMMA, COMMA_PERCENT
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

# A column has a type when at least so many of its filled cells can be read as it.
ENOUGH = 0.95
# With fewer it is text, but may be read as the type all the same, where a mapping asks for it.
SOME = 0.5
# Eight digits may be a number; that so many of them are all days of the calendar is no accident.
_ENOUGH_DAYS = 20

BY_DOTS = Message("settled_by_dots", N_("the cells fit more than one format; with dots the day comes first"))


@dataclass(frozen=True)
class Lean:
    """What decides where two readings fit equally well, and the sentence that says so."""

    month_first: bool
    decimal_comma: bool
    because: Message
    buddhist: bool = False
    mil_is_thousand: bool = False


def lean_of(locale: str) -> Lean:
    """How ``locale`` writes short dates and decimals (CLDR). A locale with the year in front puts the day first where
    the year comes last."""
    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = Locale("en")
    short = str(known.date_formats["short"].pattern)
    month_first = "y" in short and -1 < short.find("M") < short.find("d") < short.find("y")
    decimal_comma = known.number_symbols.get("latn", known.number_symbols).get("decimal") == ","
    said = N_("the cells fit more than one format; the workspace's locale {locale} settled it")
    because = Message("settled_by_locale", said, {"locale": locale})
    return Lean(month_first, decimal_comma, because, known.language == "th", mil_is_thousand(locale))


def lean_of_others(columns: Sequence[tuple[Reading, ...]], otherwise: Lean) -> Lean:
    """What the columns of a sheet that need no settling say about those that do."""
    sure = [column[0] for column in columns if not column[0].assumed]
    days = {reading.format.startswith("m/d") for reading in sure if reading.format.startswith(("d/m/", "m/d/"))}
    numbers = [split_format(reading.format)[0] for reading in sure]
    marks = {number in (COMMA, COMMA_PERCENT) for number in numbers if "," in number}
    if len(days) != 1 and len(marks) != 1:
        return otherwise
    said = N_("the cells fit more than one format; another column of the same sheet settled it")
    return Lean(
        days.pop() if len(days) == 1 else otherwise.month_first,
        marks.pop() if len(marks) == 1 else otherwise.decimal_comma,
        Message("settled_by_column", said),
        otherwise.buddhist,
        otherwise.mil_is_thousand,
    )


def choose(counts: Counts, lean: Lean) -> tuple[Reading, ...]:
    """The readings of a column, best first; text among them always."""
    text = Reading(Type.TEXT, "", counts.filled, counts.filled)
    if not counts.filled:
        return (text,)
    fits = [candidate for candidate, parsed in counts.parsed.items() if parsed >= ENOUGH * counts.filled]
    if not fits:
        return (text, *_at_best(counts, lean))
    dates = list(_dates(counts, fits, lean))
    numbers = list(_numbers(counts, fits, lean))
    yes_no = [_reading(counts, candidate) for candidate in fits if candidate.type is Type.BOOLEAN]
    sure_dates = [date for date in dates if _is_surely_date(date, counts)]
    later_dates = [date for date in dates if date not in sure_dates]
    if yes_no and not counts.traits.get("0 or 1", 0) > 0.5 * counts.filled:
        return (*yes_no, *sure_dates, *numbers, text)
    if counts.traits.get("leading zero") and not sure_dates:
        return (text, *numbers, *later_dates)
    return (*sure_dates, *numbers, *later_dates, *yes_no, text)


def _dates(counts: Counts, fits: list[Candidate], lean: Lean) -> Iterator[Reading]:
    """Each fitting format, the one that reads most first, as date and as timestamp."""
    formats = [candidate for candidate in fits if candidate.type is Type.TIMESTAMP]
    if lean.month_first and counts.traits.get("dotted", 0) >= ENOUGH * counts.filled:
        lean = replace(lean, month_first=False, because=BY_DOTS)
    first = "m/d/y" if lean.month_first else "d/m/y"
    order = (first, f"{first}y", f"any {first}")
    formats.sort(
        key=lambda one: (-counts.parsed[one], one.format in ANY, one.format not in order, one.format in COUNTED)
    )
    best = {one.format for one in formats if counts.parsed[one] == counts.parsed[formats[0]]}
    ambiguous = any(pair <= best for pair in ({"d/m/y", "m/d/y"}, {"d/m/yy", "m/d/yy"}, set(ANY)))
    timed = counts.traits.get("time", 0) > counts.traits.get("midnight", 0)
    for one in formats:
        short_buddhist = lean.buddhist and one.format.endswith("yy")
        unsure = (ambiguous and one.format.removeprefix("any ")[:3] in ("d/m", "m/d")) or short_buddhist
        marks = counts.marks(DIGITS) if one.format in COUNTED else counts.marks("12h", "zoned", "BE", DIGITS, CLOCK)
        marks = f"{marks} BE".strip() if short_buddhist else marks
        timestamp = _reading(counts, one, marks, lean if unsure else None)
        date = Reading(Type.DATE, *_rest(timestamp))
        yield from (timestamp, date) if timed or one.format in COUNTED else (date, timestamp)


def _numbers(counts: Counts, fits: list[Candidate], lean: Lean) -> Iterator[Reading]:
    """The format that reads most first; as integers where that reads no less. What is written with letters only where
    these may be minutes or metres is no number."""
    bare = counts.traits.get("bare unit", 0)
    if bare and bare == counts.traits.get("lettered", 0):
        return
    formats = [candidate for candidate in fits if candidate.type is Type.NUMBER]
    comma = (COMMA, COMMA_PERCENT)
    marks = counts.traits.get("mark", 0)
    several = len({one.format in comma for one in formats}) > 1
    unsure = several and 0 < marks == counts.traits.get("mark before three", 0)
    formats.sort(key=lambda one: (-counts.parsed[one], unsure and (one.format in comma) != lean.decimal_comma))
    whole = [candidate for candidate in fits if candidate.type is Type.INTEGER]
    behind = bool(whole and formats and counts.parsed[whole[0]] < counts.parsed[formats[0]])
    ambiguous = counts.traits.get("ambiguous word", 0) > 0
    readings = []
    for one in formats:
        thousand = ambiguous and (lean.mil_is_thousand or (one.format in comma and not lean.decimal_comma))
        marks_of_one = " ".join(filter(None, [counts.marks(DIGITS), MIL if thousand else ""]))
        readings.append(_reading(counts, one, marks_of_one, lean if unsure or ambiguous else None))
    integers = [_reading(counts, one, counts.marks(DIGITS)) for one in whole]
    yield from (*readings, *integers) if behind else (*integers, *readings)


def _at_best(counts: Counts, lean: Lean) -> Iterator[Reading]:
    """What text with many numbers or dates in it is read as, should someone ask for these."""
    some = [candidate for candidate, parsed in counts.parsed.items() if parsed >= SOME * counts.filled]
    yield from _dates(counts, some, lean)
    yield from _numbers(counts, some, lean)


def _is_surely_date(reading: Reading, counts: Counts) -> bool:
    if reading.format in COUNTED:
        return False
    if reading.format.startswith("yyyymmdd"):
        return reading.parsed == reading.filled >= _ENOUGH_DAYS
    return True


def _reading(counts: Counts, candidate: Candidate, marks: str = "", lean: Lean | None = None) -> Reading:
    format_ = f"{candidate.format} {marks}".strip()
    parsed = counts.parsed[candidate]
    return Reading(
        candidate.type, format_, counts.filled, parsed, assumed=lean is not None, because=lean.because if lean else None
    )


def _rest(reading: Reading) -> tuple[str, int, int, tuple[str, ...], bool, Message | None]:
    return reading.format, reading.filled, reading.parsed, reading.unreadable, reading.assumed, reading.because
