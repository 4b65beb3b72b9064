"""Records of a table of the sales model: what the model knows of them, and what else their source said."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.dedupe.fields import Compared, recognise
from keyfunnel.intake.dedupe.records import Records
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.tables import table as table_called

# The fields that columns of the model are; what a lead's source was or when it came tells nothing of who it is.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "accounts": {"name": "company", "domain": "domain", "country": "country"},
    "contacts": {"name": "name", "email": "email", "phone": "phone", "account_id": "company"},
    "leads": {"email": "email", "phone": "phone", "company": "company", "country": "country"},
}
_PEOPLE = ("contacts", "leads")


def check(table: str) -> None:
    """Raises :class:`BadInput` for tables that hold neither people nor companies."""
    if table not in COLUMNS:
        known = did_you_mean(table, COLUMNS) or f": one of {', '.join(COLUMNS)}"
        raise BadInput(f"Duplicates aren't looked for in {table!r}{known}")


def records_of(edition: Edition, table: str) -> Records:
    """The table's records, ordered by key. Columns of the source that the model doesn't have (an address, a date of
    birth) count where their headers are recognised; a contact's company is the account's name."""
    check(table)
    if not edition.files(table):
        return Records((), (), pa.table({}), table in _PEOPLE)
    rows = edition.relation(table)
    with duckdb.connect() as con:
        columns = _columns(con, table, rows)
        key = table_called(table).key[0]
        asked = ", ".join(f"{_value(table, one)} AS {quoted(one.name)}" for one in columns)
        named = ""
        if table == "contacts":
            accounts = (
                edition.relation("accounts")
                if _has(edition, "accounts")
                else "(SELECT NULL AS account_id, NULL AS name)"
            )
            named = f"LEFT JOIN (SELECT account_id, name AS account FROM {accounts}) USING (account_id)"
        found: pa.Table = con.sql(f"SELECT {key} AS _id, {asked} FROM {rows} {named} ORDER BY {key}").to_arrow_table()
    return Records(tuple(found.column("_id").to_pylist()), columns, found.drop_columns(["_id"]), table in _PEOPLE)


def _has(edition: Edition, table: str) -> bool:
    return table in edition.tables and bool(edition.files(table))


def _columns(con: duckdb.DuckDBPyConnection, table: str, rows: str) -> tuple[Compared, ...]:
    """The model's columns first; names of others are theirs only where they aren't one of the model's too."""
    keys = con.execute(
        f"SELECT DISTINCT unnest(json_keys(extra)) AS key FROM {rows} WHERE extra IS NOT NULL ORDER BY key"
    ).fetchall()
    others = [key for (key,) in keys if key not in COLUMNS[table]]
    return recognise([*COLUMNS[table], *others], named=COLUMNS[table])


def _value(table: str, column: Compared) -> str:
    if table == "contacts" and column.source == "account_id":
        return "coalesce(account, account_id)"
    if column.source in COLUMNS[table]:
        return f"{quoted(column.source)}::VARCHAR"
    return f"json_extract_string(extra, {literal('$.' + quoted(column.source))})"
