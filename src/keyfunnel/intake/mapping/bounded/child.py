"""Run as a script, by itself: evaluates expressions and says what is wrong with each; then it is over.

It reads a document from its standard input and writes a line for each expression to its standard output. It imports
nothing of ours, so that it starts at once.
"""

import json
import resource
import sys
from typing import Any

import duckdb


def main() -> None:
    asked: dict[str, Any] = json.load(sys.stdin)
    _limit(resource.RLIMIT_CPU, int(asked["seconds"]))
    con = duckdb.connect(config={"threads": 1, "memory_limit": f"{int(asked['megabytes']) // 2}MB"})
    if asked["rows"] is None:
        con.execute(f"CREATE TABLE {asked['relation']} ({asked['columns']})")
    else:
        con.execute("SET allowed_paths = $paths", {"paths": [asked["rows"]]})
        con.execute(f"CREATE VIEW {asked['relation']} AS FROM read_parquet('{asked['rows']}')")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
    # What is loaded by now isn't the expression's.
    _limit(resource.RLIMIT_AS, _taken() + int(asked["megabytes"]) * 2**20)
    for sql in asked["expressions"]:
        sys.stdout.write(json.dumps(_tried(con, asked["relation"], sql, int(asked["longest"]))) + "\n")
        sys.stdout.flush()


def _tried(con: duckdb.DuckDBPyConnection, relation: str, sql: str, longest: int) -> dict[str, Any]:
    """What the engine says against it, or how long its longest value is; neither where nothing is wrong."""
    try:
        found = con.execute(f"SELECT max(length(CAST({sql} AS VARCHAR))) FROM {relation}").fetchall()
    except duckdb.OutOfMemoryException:
        return {"memory": True}
    except duckdb.Error as error:
        return {"said": str(error).splitlines()[0]}
    length = found[0][0] or 0
    return {"length": length} if length > longest else {}


def _limit(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _taken() -> int:
    """Bytes of address space in use; a generous guess where the system doesn't tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2**30


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        sys.exit(1)
