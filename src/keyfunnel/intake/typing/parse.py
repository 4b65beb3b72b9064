"""From a cell's text to a value, in SQL."""

from keyfunnel.intake.typing.dates import DATE_FORMATS, timestamp_sql
from keyfunnel.intake.typing.formats import DATE_MARKS, NUMBER_MARKS, split_format
from keyfunnel.intake.typing.numbers import NUMBER_FORMATS, PLAIN, integer_sql, number_sql
from keyfunnel.intake.typing.plain import plain_sql
from keyfunnel.intake.typing.words import FALSE_WORDS, TRUE_WORDS, one_of
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.table import Type


def parse_sql(sql: str, format_: str, type_: Type, timezone: str = "UTC") -> str:
    """A DuckDB expression that reads the text ``sql`` in ``format_`` as ``type_``, NULL where it can't be read.

    ``format_`` is one of :data:`NUMBER_FORMATS` or :data:`DATE_FORMATS` (with marks); empty for the plainest one. The
    result has the type values are kept in: VARCHAR, DECIMAL(18,4), DOUBLE, BIGINT, DATE, TIMESTAMP (local time of
    ``timezone``) or BOOLEAN. Raises :class:`BadInput` for a format that isn't one of the type's.
    """
    check_format(format_, type_)
    order, marks = split_format(format_)
    if type_ not in (Type.TEXT, Type.BOOLEAN):
        sql = plain_sql(sql, marks)
    match type_:
        case Type.TEXT:
            return sql
        case Type.NUMBER:
            return number_sql(sql, order or PLAIN, "DECIMAL(18,4)", marks)
        case Type.RATE:
            return number_sql(sql, order or PLAIN, "DOUBLE", marks)
        case Type.INTEGER:
            return integer_sql(sql, order or PLAIN, marks)
        case Type.DATE:
            return f"CAST({timestamp_sql(sql, format_ or DATE_FORMATS[0], timezone)} AS DATE)"
        case Type.TIMESTAMP:
            return timestamp_sql(sql, format_ or DATE_FORMATS[0], timezone)
        case Type.BOOLEAN:
            return f"CASE WHEN {one_of(sql, TRUE_WORDS)} THEN true WHEN {one_of(sql, FALSE_WORDS)} THEN false END"


def check_format(format_: str, type_: Type) -> None:
    """Raises :class:`BadInput` where columns of ``type_`` can't be read in ``format_``."""
    known: tuple[str, ...] = ()
    marks = DATE_MARKS
    if type_ in (Type.NUMBER, Type.RATE, Type.INTEGER):
        known, marks = NUMBER_FORMATS, NUMBER_MARKS
    elif type_ in (Type.DATE, Type.TIMESTAMP):
        known = DATE_FORMATS
    order, _ = split_format(format_)
    if order and known and order not in known:
        raise BadInput(
            f"{format_!r} is no format for a {type_.value}{did_you_mean(order, known)} (there are: "
            f"{', '.join(known)}; followed by any of {', '.join(marks)})"
        )
