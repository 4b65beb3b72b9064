"""A person's decisions on proposals, each applied at once as a new edition and taken back as easily."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from keyfunnel.intake.dedupe.merges import Merge, Status, load, same, save, with_status
from keyfunnel.intake.run import remerge
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Measuring
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.model.tables import table as table_called
from keyfunnel.texts import N_

# What may follow what: a decision is first taken back, then another one made.
_FROM = {
    Status.ACCEPTED: (Status.PROPOSED, Status.REJECTED),
    Status.REJECTED: (Status.PROPOSED,),
    Status.PROPOSED: (Status.ACCEPTED, Status.REJECTED),
}
_HINT = {
    Status.PROPOSED: N_("{id} is not decided yet: there is nothing to undo"),
    Status.ACCEPTED: N_("{id} is accepted already; undo that first"),
    Status.REJECTED: N_("{id} is rejected already; undo that first"),
}


@dataclass(frozen=True)
class Decision:
    """``edition`` was made by it; None where no row had to be merged or parted."""

    merges: tuple[Merge, ...]
    edition: Edition | None


def accept(home: Home, ids: Sequence[str], measuring: Measuring | None = None) -> Decision:
    """Merge the records of the proposals ``ids``: references to a merged record lead to the one that stands.

    Raises :class:`NotThere` for ids that weren't proposed, :class:`BadInput` for those decided already or whose records
    are gone, :class:`Busy` while an import runs; nothing has changed then.
    """
    return _decide(home, ids, Status.ACCEPTED, measuring)


def reject(home: Home, ids: Sequence[str], measuring: Measuring | None = None) -> Decision:
    """Keep the records of ``ids`` apart, and never propose them together again. Raises as :func:`accept`."""
    return _decide(home, ids, Status.REJECTED, measuring)


def undo(home: Home, ids: Sequence[str], measuring: Measuring | None = None) -> Decision:
    """Take decisions back: merged records stand by themselves again, rejected ones are proposals. Raises as
    :func:`accept`."""
    return _decide(home, ids, Status.PROPOSED, measuring)


def proposals(home: Home, above: float = 0.0) -> list[Merge]:
    """What waits for a decision, at least as likely as ``above``."""
    return [m for m in load(home) if m.status is Status.PROPOSED and m.probability >= above]


def _decide(home: Home, ids: Sequence[str], status: Status, measuring: Measuring | None) -> Decision:
    with home.lake.draft(home.workspace, measuring=measuring) as draft:
        before = load(home)
        chosen = [_named(before, one, status) for one in dict.fromkeys(ids)]
        if status is Status.ACCEPTED:
            _check_there(draft.base, chosen)
        now = None if status is Status.PROPOSED else dt.datetime.now(dt.UTC).isoformat()
        changed = {merge.id: with_status(merge, status, now) for merge in chosen}
        after = [changed.get(merge.id, merge) for merge in before]
        if same(after) == same(before):
            save(home, after)
            return Decision(tuple(changed.values()), None)
        # Kept before it is applied: stopped in between, the next import applies it.
        save(home, after)
        try:
            edition = remerge(draft, same(after))
        except BaseException:
            save(home, before)
            raise
    return Decision(tuple(changed.values()), edition)


def _named(merges: Sequence[Merge], asked: str, status: Status) -> Merge:
    known = {merge.id: merge for merge in merges}
    if asked not in known:
        raise NotThere(
            N_("There is no proposal {word!r}{hint}; `keyfunnel dedupe list` names them"),
            word=asked,
            hint=did_you_mean(asked, known),
        )
    merge = known[asked]
    if merge.status not in _FROM[status]:
        raise BadInput(_HINT[merge.status], id=asked)
    return merge


def _check_there(edition: Edition | None, merges: Sequence[Merge]) -> None:
    for table in {merge.table for merge in merges}:
        key = table_called(table).key[0]
        there = edition is not None and table in edition.tables
        keys = set(edition.read(table, [key]).column(key).to_pylist()) if edition and there else set()
        for merge in merges:
            if merge.table == table and (gone := [record for record in merge.records if record not in keys]):
                raise BadInput(
                    N_("{id}: {records} of {table} isn't there any more; look for duplicates anew"),
                    id=merge.id,
                    records=", ".join(gone),
                    table=table,
                )
