"""What is left of a word when case, width, script form and spacing are taken away."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.intake.cleaning.sql import registered

# In names, separators are spelling too: GTX-Pro, GTX Pro, GTXPro. Signs that tell things apart (+, #, %) are not.
_SEPARATORS = r"[\p{Z}\s\p{Pd}\p{Pc}.,;:'\"’‘“”`()\[\]{}/\\&*·•・]+"
_SPACES = r"[\p{Z}\s]+"


def spell(words: pa.Array, separators: bool = True) -> pa.Array:
    """The normal spelling of each of ``words``; a word of nothing but separators stays as it is.

    NFKC makes one of full and half width and of composed and decomposed letters; see Unicode Annex 15.
    """
    folded = pc.utf8_lower(pc.utf8_normalize(words, form="NFKC"))
    folded = pc.replace_substring(folded, "ß", "ss")
    bare = pc.replace_substring_regex(folded, _SEPARATORS if separators else _SPACES, "")
    return pc.if_else(pc.cast(pc.binary_length(bare), pa.bool_()), bare, folded)


def spellings(con: duckdb.DuckDBPyConnection, name: str, query: str, column: str, *, separators: bool = True) -> None:
    """Make ``name`` a temporary table of what ``query`` gives, with the spelling of ``column`` as ``spelling``."""
    with registered(con, "spelt", spelt(con, query, column, separators=separators)):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM spelt")


def spelt(con: duckdb.DuckDBPyConnection, query: str, column: str, *, separators: bool = True) -> pa.Table:
    """What ``query`` gives, with the spelling of ``column`` as ``spelling``.

    Outside DuckDB because it has no NFKC; for distinct words, never for rows.
    """
    found = con.sql(query).to_arrow_table()
    words = pc.cast(found.column(column), pa.string())
    return found.append_column("spelling", _each(words.chunks, separators))


def _each(chunks: Sequence[pa.Array], separators: bool) -> pa.ChunkedArray:
    return pa.chunked_array([spell(chunk, separators) for chunk in chunks], pa.string())
