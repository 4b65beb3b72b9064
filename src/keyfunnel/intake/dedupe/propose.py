"""Proposals: who is likely there more than once in the current edition, for a person to decide."""

from collections.abc import Sequence
from itertools import combinations

from keyfunnel.intake.dedupe.clusters import Cluster, gather
from keyfunnel.intake.dedupe.from_table import COLUMNS, check, records_of
from keyfunnel.intake.dedupe.matching import THRESHOLD, match
from keyfunnel.intake.dedupe.merges import Merge, RecordPair, Status, load, save
from keyfunnel.intake.dedupe.records import Records
from keyfunnel.intake.dedupe.survivor import survivors
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.lock import held
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.texts import N_


def propose(home: Home, tables: Sequence[str] = (), threshold: float = THRESHOLD) -> list[Merge]:
    """Look through ``tables`` (all of people and companies by default) and keep what is found, likeliest first.

    Earlier proposals for these tables that nobody decided are replaced; records that were told apart aren't proposed
    together again. Raises :class:`NotThere` before the first import or for a table that wasn't brought.
    """
    edition = _current(home)
    for table in tables:
        check(table)
        if table not in edition.tables:
            hint = did_you_mean(table, edition.tables)
            raise NotThere(
                N_("Edition {number} has no table {word!r}{hint}"), number=edition.number, word=table, hint=hint
            )
    looked_in = tuple(dict.fromkeys(tables)) or tuple(table for table in COLUMNS if table in edition.tables)
    rejected = [merge for merge in load(home) if merge.status is Status.REJECTED]
    found = [merge for table in looked_in for merge in _found(edition, table, rejected, threshold)]
    with held(home.lake.path, wait_seconds=0):
        kept = [m for m in load(home) if m.status is not Status.PROPOSED or m.table not in looked_in]
        decided = {merge.id for merge in kept}
        proposed = [merge for merge in found if merge.id not in decided]
        save(home, [*kept, *proposed])
    return proposed


def _current(home: Home) -> Edition:
    if (edition := home.lake.current()) is None:
        raise NotThere(N_("Nothing was imported into {home} yet: run `keyfunnel import FILES`"), home=str(home.path))
    return edition


def _found(edition: Edition, table: str, rejected: Sequence[Merge], threshold: float) -> list[Merge]:
    records = records_of(edition, table)
    place = {key: position for position, key in enumerate(records.ids)}
    apart = {
        frozenset({place[one], place[other]})
        for merge in rejected
        if merge.table == table
        for one, other in combinations(merge.records, 2)
        if one in place and other in place
    }
    clusters = gather(match(records, threshold), apart)
    stands = survivors(edition, table, [[records.ids[member] for member in cluster.members] for cluster in clusters])
    return [_merge(table, records, cluster, key) for cluster, key in zip(clusters, stands, strict=True)]


def _merge(table: str, records: Records, cluster: Cluster, survivor: str) -> Merge:
    ids = records.ids
    pairs = tuple(RecordPair(ids[p.left], ids[p.right], p.probability, p.evidence) for p in cluster.pairs)
    return Merge(table, tuple(ids[member] for member in cluster.members), survivor, cluster.probability, pairs)
