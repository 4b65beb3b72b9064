"""Which table a sheet is: its columns are matched with every table's, and the table that explains most wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from keyfunnel.intake.mapping.suggest.assigned import Assigned
from keyfunnel.intake.mapping.suggest.content import tells_deals
from keyfunnel.intake.mapping.suggest.fit import fit
from keyfunnel.intake.mapping.suggest.headers import singular, squeezed
from keyfunnel.intake.mapping.suggest.layouts import Layout, stem_of
from keyfunnel.intake.mapping.suggest.left import (
    with_heads,
    with_only_date,
    with_only_money,
    with_own_name,
    with_told_outcome,
)
from keyfunnel.intake.mapping.suggest.others import of_others
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.table import Table
from keyfunnel.model.tables import TABLES

# Below this a match of a header and a column isn't considered.
_LEAST = 0.5
# What a table's noun in the file's name, and in its headers, is worth in matched columns.
_NAMED = 1.5
# More where the name says nothing else.
_NAMED_EXACTLY = 3.0
_NOUN = 0.15
# A name that rows share more than this isn't their own.
_OWN_NAME = 0.5
# And is rather another's, where so many deals have it.
_SOME_ROWS, _SHARED_NAME = 20, 0.7
# What a header is worth that only exports of this table have, and all of these together.
_TELLING, _MOST_TOLD = 0.7, 2.1
# And that its content can only be deals.
_TOLD_BY_CONTENT = 2.0

# What a sheet must have to be the table: one column of every group. Without these it would be of no use there.
CORE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "teams": (("name", "team_id"), ("lead_id", "parent_id")),
    "reps": (("name", "rep_id", "email"), ("team_id", "manager_id", "region", "email", "started_on")),
    "accounts": (
        ("name", "account_id"),
        ("industry", "employees", "annual_revenue", "domain", "country", "segment", "parent_id"),
    ),
    "contacts": (("name", "email", "contact_id"), ("account_id", "role", "phone")),
    "products": (("name", "product_id"), ("list_price", "family", "unit_cost")),
    "leads": (
        ("lead_id", "email", "company", "phone"),
        ("created_at",),
        ("source", "owner_id", "campaign", "qualified_at", "company", "landing_page", "converted_at"),
    ),
    "deals": (
        ("stage", "outcome", "closed_at", "expected_close_on"),
        ("amount", "created_at", "owner_id", "account_id", "lead_id", "product_id"),
        ("deal_id", "name", "account_id", "lead_id", "owner_id"),
    ),
    "deal_stages": (("deal_id",), ("stage",), ("entered_at",)),
    "deal_lines": (("deal_id",), ("product_id",), ("quantity", "unit_price")),
    "activities": (
        ("at",),
        ("kind", "held", "minutes", "outbound"),
        ("rep_id", "deal_id", "lead_id", "account_id", "kind"),
    ),
    "orders": (("ordered_at",), ("revenue",), ("order_id", "account_id")),
    "subscriptions": (("started_on",), ("mrr",), ("account_id", "subscription_id")),
    "spend": (("on",), ("amount",), ("source", "campaign", "category")),
    "visits": (("at",), ("page", "count", "visitor_id", "visit_id", "kind")),
    "surveys": (("at",), ("score",)),
    "tickets": (("opened_at",), ("ticket_id", "account_id"), ("resolved_at", "kind")),
    "forecasts": (("amount",), ("period_start",), ("made_on", "category", "rep_id", "team_id")),
    "targets": (("amount",), ("period",), ("kpi", "scope")),
    "time_logs": (("on",), ("selling_hours", "total_hours")),
    "rates": (("currency",), ("rate",)),
    "notes": (("on",), ("text",)),
}  # fmt: skip


# Tables whose rows are shown by name wherever they are referred to.
SHOWN = frozenset({"reps", "teams", "accounts", "products"})


@dataclass(frozen=True)
class Guess:
    """``score`` counts matched columns, those that few tables have for most; ``named`` where the file says so, and
    ``exactly`` where its name says nothing else."""

    table: Table
    columns: Mapping[str, Assigned]
    score: float
    named: bool
    exactly: bool = False

    @property
    def keyed(self) -> bool:
        """Whether a header names the table's own key ("Deal ID"), or the file's name says what these are that have a
        key and a name, and its values are all different: enough for a file of few columns."""
        if len(self.table.key) > 1 or self.table.key[0] not in self.columns or len(self.columns) < 2:
            return False
        key = self.columns[self.table.key[0]]
        named = key.match.by_noun or key.match.source == "Keyfunnel" or key.match.word in _own_keys(self.table)
        named = named or (self.exactly and self.table.name in SHOWN and "name" in self.columns)
        return named and key.profile.uniqueness == 1 and key.profile.filled == key.profile.rows

    @property
    def complete(self) -> bool:
        return all(any(name in self.columns for name in group) for group in CORE[self.table.name])


def guesses(sheet: Sheet, profiles: Sequence[Profile]) -> list[Guess]:
    """What the sheet may be, the likeliest first; only tables whose core it has."""
    candidates = {table.name: matches_of(table, profiles) for table in TABLES}
    shared: dict[int, int] = {}
    for matches in candidates.values():
        for position in {assigned.profile.column.position for _, assigned in matches}:
            shared[position] = shared.get(position, 0) + 1
    said = vocabulary().table_of(sheet.sheet or "") or vocabulary().table_of(_stem(sheet.name))
    most_said = max(said.values(), default=0)
    told = tells_deals(profiles)
    found = []
    for table in TABLES:
        columns = assign(candidates[table.name])
        known = {assigned.profile.column.position for _, assigned in candidates[table.name]}
        sure = told and table.name == "deals"
        if not (columns or sure) or of_others(table, table.key[0] in columns, known, profiles, sure):
            continue
        columns = with_told_outcome(table, columns, profiles)
        columns = with_only_money(table, with_only_date(table, columns, profiles), profiles)
        named = said.get(table.name, 0) == most_said > 0
        exactly = named and vocabulary().is_noun(table.name, sheet.sheet or stem_of(sheet))
        weights = {
            a.profile.column.position: a.score / sqrt(shared.get(a.profile.column.position, 1))
            for a in columns.values()
        }
        columns = with_own_name(table, with_heads(table, columns, profiles), profiles)
        by_noun = sum(assigned.match.by_noun for assigned in columns.values())
        filled = sum(profile.filled > 0 for profile in profiles) or 1
        score = (
            sum(weights.values())
            + _NOUN * min(by_noun, 4)
            + (_NAMED_EXACTLY if exactly else _NAMED * named)
            + len(weights) / filled
            + min(_MOST_TOLD, _TELLING * telling(table, profiles))
            + _TOLD_BY_CONTENT * sure
        )
        found.append(Guess(table, columns, score, named, exactly))
    return sorted((guess for guess in found if guess.complete or guess.keyed), key=lambda guess: -guess.score)


@lru_cache(maxsize=64)
def _own_keys(table: Table) -> frozenset[str]:
    """Headers for the table's key that say whose key it is."""
    nouns = vocabulary().nouns.get(table.name, ())
    return frozenset(f"{noun} {word}" for noun in nouns for word in ("id", "number", "no", "key", "code"))


def guess_by_layout(layout: Layout, table: Table, profiles: Sequence[Profile]) -> Guess:
    """The table that a known layout says, its columns by the layout where it names them, else by their headers."""
    by_header = {profile.column.header.lower(): profile for profile in profiles}
    said = {
        name: Assigned(profile, Match(1.0, header, layout.source), 1.0)
        for name, header in layout.columns.items()
        if (profile := by_header.get(header))
    }
    taken = {assigned.profile.column.position for assigned in said.values()}
    free = [
        (name, assigned)
        for name, assigned in matches_of(table, profiles)
        if name not in said and name not in layout.constants and assigned.profile.column.position not in taken
    ]
    columns = said if layout.fills else {**assign(free), **said}
    return Guess(table, columns, 6.0, True)


def matches_of(table: Table, profiles: Sequence[Profile]) -> list[tuple[str, Assigned]]:
    found = []
    references = {column.name for column in table.references}
    for profile in profiles:
        matched = vocabulary().matches(table.name, profile.header)
        if profile.uniqueness < _OWN_NAME and matched.keys() & references:
            matched.pop("name", None)  # "lead name" is of whom deals are with, where many have the same
        for name, match in matched.items():
            score = match.score * fit(table, table.column(name), profile)
            if (
                (table.name, name) == ("deals", "name")
                and profile.rows >= _SOME_ROWS
                and profile.uniqueness < _OWN_NAME
            ):
                score *= _SHARED_NAME
            if score >= _LEAST:
                found.append((name, Assigned(profile, match, score)))
    return found


def assign(matches: Sequence[tuple[str, Assigned]]) -> dict[str, Assigned]:
    """Each column of the model to one of the sheet's and the reverse, the surest first. A column that holds stages may
    also tell the outcome."""
    columns: dict[str, Assigned] = {}
    taken: set[int] = set()
    for name, assigned in sorted(matches, key=lambda one: (-one[1].score, one[0])):
        position = assigned.profile.column.position
        if name not in columns and position not in taken:
            columns[name] = assigned
            taken.add(position)
    return columns


def telling(table: Table, profiles: Sequence[Profile]) -> int:
    """How many headers there are that tell of this table, though no column is made of them."""
    known = vocabulary().telling.get(table.name, frozenset())
    said = [{p.header.text, p.header.plain, singular(p.header.plain), squeezed(p.header.text)} for p in profiles]
    return sum(bool(forms & known) for forms in said)


def _stem(name: str) -> str:
    file = name.rsplit("/", 1)[-1]
    return file.split(".", 1)[0]
