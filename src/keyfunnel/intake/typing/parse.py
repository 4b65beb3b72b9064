"""From a cell's text to a value, in SQL."""

from keyfunnel.model.table import Type


def parse_sql(sql: str, format_: str, type_: Type, timezone: str = "UTC") -> str:
    """A DuckDB expression that reads the text ``sql`` in ``format_`` as ``type_``, NULL where it can't be read.

    The result has the type values are kept in: VARCHAR, DECIMAL(18,4), DOUBLE, BIGINT, DATE, TIMESTAMP (local time of
    ``timezone``) or BOOLEAN.
    """
    match type_:
        case Type.TEXT:
            return sql
        case Type.NUMBER:
            return f"TRY_CAST({sql} AS DECIMAL(18,4))"
        case Type.RATE:
            return f"TRY_CAST({sql} AS DOUBLE)"
        case Type.INTEGER:
            return f"TRY_CAST({sql} AS BIGINT)"
        case Type.DATE:
            return f"TRY_CAST(TRY_CAST({sql} AS TIMESTAMP) AS DATE)"
        case Type.TIMESTAMP:
            return f"TRY_CAST({sql} AS TIMESTAMP)"
        case Type.BOOLEAN:
            return f"TRY_CAST({sql} AS BOOLEAN)"
