"""What is left of a word when case, width, script form and spacing are taken away."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.intake.cleaning.sql import registered

# In names, separators are spelling too: GTX-Pro, GTX Pro, GTXPro. Signs that tell things apart (+, #, %) are not.
_SEPARATORS = r"[\p{Z}\s\p{Pd}\p{Pc}.,;:'\"’‘“”`()\[\]{}/\\&*·•・]+"
_SPACES = r"[\p{Z}\s]+"


def spell(words: pa.Array, separators: bool = True) -> pa.Array:
    """The normal spelling of each of ``words``; a word of nothing but separators stays as it is.

    NFKC makes one of full and half width and of composed and decomposed letters; see Unicode Annex 15. Traditional
    Chinese characters are spelt as simplified ones.
    """
    folded = pc.utf8_lower(pc.utf8_normalize(words, form="NFKC"))
    folded = _simplified(pc.replace_substring(folded, "ß", "ss"))
    bare = pc.replace_substring_regex(folded, _SEPARATORS if separators else _SPACES, "")
    return pc.if_else(pc.cast(pc.binary_length(bare), pa.bool_()), bare, folded)


def _simplified(words: pa.Array) -> pa.Array:
    chinese = pc.fill_null(pc.match_substring_regex(words, r"\p{Han}"), False)
    if not pc.any(chinese).as_py():
        return words
    converted = [_converter().convert(word) for word in words.filter(chinese).to_pylist()]
    return pc.replace_with_mask(words, chinese, pa.array(converted, words.type))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # loads its dictionaries, which few exports need

    return OpenCC("t2s")


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
