"""An import from end to end: files in, one new edition or none out."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from keyfunnel.intake.cleaning import cells, merging
from keyfunnel.intake.cleaning.bench import Bench, Progress
from keyfunnel.intake.cleaning.clean import clean
from keyfunnel.intake.cleaning.final import differing, to_save
from keyfunnel.intake.cleaning.ledger import file_reports
from keyfunnel.intake.cleaning.quarantine import quarantine
from keyfunnel.intake.cleaning.quarantine import same as refused_before
from keyfunnel.intake.cleaning.sql import select_list
from keyfunnel.intake.dedupe.merges import Same, decided
from keyfunnel.intake.mapping import Mapping, check, dump, mapping_of, suggest, try_rows
from keyfunnel.intake.reading import read
from keyfunnel.intake.report import ImportReport
from keyfunnel.lake.draft import Draft
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Measuring
from keyfunnel.lake.selected import Selected
from keyfunnel.model.errors import BadInput
from keyfunnel.model.table import Table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_

MEMORY = "1500MB"  # of the engine; what is more waits on disk

Changed = Sequence[tuple[Table, frozenset[str]]]  # and the months in which rows of it differ


def import_files(
    home: Home,
    paths: Sequence[Path | str],
    mapping: Mapping | None = None,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    measuring: Measuring | None = None,
) -> ImportReport:
    """Bring ``paths`` (files or folders) into the lake of ``home``, by ``mapping`` or else by the suggested one.

    Tables are updated by key and keep what the files no longer have, unless ``replace``. A dry run tells what would
    happen. ``progress(phase, done, total)`` is called as rows go by; ``measuring`` stands in for the KPIs. Raises
    :class:`BadInput` for what can't be used, :class:`Busy` while another import runs; then nothing has changed.
    """
    files = list(dict.fromkeys(Path(path).expanduser().absolute() for path in paths))
    if not files:
        raise BadInput("There is nothing to import: name at least one file or folder")
    told = progress or _silent
    with _told_as_one_error():
        if dry_run:
            with TemporaryDirectory() as scratch, _database(Path(scratch), home.lake.path) as con:
                bench = _cleaned(con, home.workspace, home.lake.current(), files, mapping, replace, told, decided(home))
                return ImportReport(None, file_reports(bench), changed=False)
        with home.lake.draft(home.workspace, measuring=measuring) as draft:
            return _import(draft, files, mapping, replace, told, decided(home))


def remerge(draft: Draft, same: Same) -> Edition | None:
    """Merge the rows that stand as ``same`` says, and let apart what it doesn't name any more; None where nothing
    changes."""
    scratch = draft.folder / "scratch"
    scratch.mkdir()
    with _told_as_one_error(), _database(scratch, draft.lake) as con:
        bench = Bench(con, draft.workspace, draft.base, (), same=same)
        clean(bench)
        if not bench.remerged:
            return None
        _save(draft, bench, _changed(bench))
    shutil.rmtree(scratch)
    return draft.commit()


def suggest_mapping(home: Home, paths: Sequence[Path | str]) -> str:
    """The mapping suggested for ``paths``, as YAML with the evidence for each guess. Writes nothing."""
    workspace, base = (home.workspace, home.lake.current()) if home.exists else (Workspace(), None)
    with _told_as_one_error(), TemporaryDirectory() as scratch, _database(Path(scratch), home.lake.path) as con:
        sheets = read(con, [Path(path) for path in paths], workspace)
        return dump(suggest(con, sheets, workspace, base))


def _import(
    draft: Draft, files: Sequence[Path], mapping: Mapping | None, replace: bool, progress: Progress, same: Same
) -> ImportReport:
    scratch = draft.folder / "scratch"  # inside the draft, so that it goes with it when the import is killed
    scratch.mkdir()
    with ExitStack() as used:
        used.callback(shutil.rmtree, scratch)
        con = used.enter_context(_database(scratch, draft.lake))
        bench = _cleaned(con, draft.workspace, draft.base, files, mapping, replace, progress, same)
        refused = quarantine(bench)
        changed = _changed(bench)
        changed_beside = bench.remerged or not (draft.base is None or refused_before(bench, draft.base.quarantine()))
        if not changed and not changed_beside:
            return ImportReport(draft.base.number if draft.base else None, file_reports(bench), changed=False)
        _save(draft, bench, changed)
        report = ImportReport(draft.base.number + 1 if draft.base else 1, file_reports(bench))
        put_away = used.pop_all().close
    draft.keep_quarantine(refused)
    draft.keep_report(report.as_document())
    progress("measure", 0, 1)
    edition = draft.commit(meanwhile=put_away)
    progress("measure", 1, 1)
    return ImportReport(edition.number, report.files)


def _cleaned(
    con: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    base: Edition | None,
    files: Sequence[Path],
    mapping: Mapping | None,
    replace: bool,
    progress: Progress,
    same: Same,
) -> Bench:
    sheets = read(con, files, workspace, progress)
    # From here on nothing but the lake can be reached, whatever a mapping's expressions say.
    con.execute("SET enable_external_access = false")
    chosen = mapping or suggest(con, sheets, workspace, base)
    placed = tuple((sheet, mapping_of(chosen, sheet)) for sheet in sheets)
    bench = Bench(con, workspace, base, placed, replace, progress, same)
    _check(chosen, bench)
    clean(bench)
    return bench


def _check(mapping: Mapping, bench: Bench) -> None:
    """A mapping may speak of more files than were given, but not of none of them."""
    for part in bench.parts:
        cells.check(part)
    spoken_of = tuple(file for _, file in bench.sheets if file is not None)
    check(Mapping(spoken_of) if spoken_of else mapping, [sheet for sheet, _ in bench.sheets], bench.workspace)
    for sheet, file in bench.sheets:
        if file:
            try_rows(bench.con, sheet, file, bench.workspace)


def _changed(bench: Bench) -> Changed:
    found = ((table, differing(bench, table)) for table in bench.affected)
    return [(table, months) for table, months in found if months]


def _save(draft: Draft, bench: Bench, changed: Changed) -> None:
    counts = {table.name: bench.count(f"SELECT count(*) FROM all_{table.name}") for table, _ in changed}
    total, done = sum(counts.values()), 0
    for table, months in changed:
        columns = to_save(bench, table)
        rows = Selected(bench.con, f"SELECT {select_list(columns)} FROM final_{table.name}", tuple(columns))
        draft.put(table.name, rows, counts[table.name], months)
        done += counts[table.name]
        bench.progress("save", done, total)
    for table in filter(bench.merges, bench.tables):
        draft.keep_merged(table.name, merging.merged_rows(bench, table))


@contextmanager
def _database(scratch: Path, lake: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"temp_directory": str(scratch), "memory_limit": MEMORY}) as con:
        con.execute("SET allowed_directories = $lake", {"lake": [str(lake)]})
        yield con


@contextmanager
def _told_as_one_error() -> Iterator[None]:
    """An expression of a mapping that fails, or a full disk, is told as the user's to put right."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException) as error:
        raise BadInput(
            N_("The import stopped and nothing was changed: {why}"), why=str(error).splitlines()[0]
        ) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise BadInput(
            N_("The import stopped and nothing was changed: {why}"), why=f"{where}{error.strerror or error}"
        ) from error


def _silent(_phase: str, _done: int, _total: int) -> None:
    pass
