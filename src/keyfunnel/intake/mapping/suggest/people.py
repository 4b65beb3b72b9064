"""Names in two columns, managers who lead teams, and people and companies that other rows only mention."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, TableMapping
from keyfunnel.intake.mapping.suggest.assigned import Assigned
from keyfunnel.intake.mapping.suggest.headers import Header
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.rules import by_header
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.texts import N_, Message

_SURE, _LIKELY = 0.95, 0.8
_MANY = 10


def full_name(profiles: Sequence[Profile]) -> ColumnRule | None:
    """First and last name joined, where they stand in columns of their own."""
    parts = vocabulary().name_parts
    found = [
        next((profile for profile in profiles if profile.header.text in parts[part] and profile.filled), None)
        for part in ("first", "last")
    ]
    if found[0] is None or found[1] is None:
        return None
    joined = ", ".join(quoted(profile.column.header) for profile in found if profile)
    reason = Message("name_parts", N_("the first and the last name"))
    return ColumnRule(expression=f"nullif(concat_ws(' ', {joined}), '')", evidence=Evidence(_SURE, (reason,)))


def teams_and_managers(
    columns: Mapping[str, ColumnRule], teams_listed: bool = False
) -> tuple[dict[str, ColumnRule], list[TableMapping]]:
    """For a table of people: their rules completed, and the tables that its team and manager columns give.

    A manager makes a team, unless a team column does, leads it, and is a person who doesn't sell (but for those who are
    listed as people themselves). Teams that a file lists aren't made again.
    """
    rules = dict(columns)
    team, manager = rules.get("team_id"), rules.get("manager_id")
    if manager is None:
        return rules, [_teams(team, None)] if team and not teams_listed else []
    if team is None and not teams_listed:
        reason = Message("manager_team", N_("a manager makes a team"))
        rules["team_id"] = ColumnRule(header=manager.header, evidence=Evidence(_SURE, (reason,)))
    teams = [] if teams_listed else [_teams(team or manager, manager)]
    # A manager told by id is listed somewhere; nothing is known of one who isn't.
    return rules, teams if _header(manager).is_id else [*teams, _managers(manager)]


def _teams(team: ColumnRule, manager: ColumnRule | None) -> TableMapping:
    reason = Message("teams_named", N_("the teams that these people are said to be in"))
    columns = {"team_id": ColumnRule(header=team.header)} if _header(team).is_id else {}
    columns["name"] = ColumnRule(header=team.header)
    if manager:
        columns["lead_id"] = ColumnRule(header=manager.header)
    return TableMapping("teams", columns, distinct=True, evidence=Evidence(_SURE, (reason,)))


def _managers(manager: ColumnRule) -> TableMapping:
    reason = Message("managers_named", N_("managers who aren't listed themselves: people who don't sell"))
    known_by = "email" if _header(manager).is_email else "name"
    columns = {known_by: ColumnRule(header=manager.header), "sells": ColumnRule(constant="false")}
    return TableMapping("reps", columns, distinct=True, evidence=Evidence(_SURE, (reason,)))


def _header(rule: ColumnRule) -> Header:
    return Header.of(rule.header or "")


def mentioned_reps(
    owner: ColumnRule, matches: Sequence[tuple[str, Assigned]], taken: frozenset[str]
) -> list[TableMapping]:
    """The people that other rows name as owners, where those rows also say whose team they are in or who leads them.

    ``matches`` are the sheet's columns matched with those of people; ``taken`` headers mean something else there.
    """
    rules = _attributes(("team_id", "manager_id"), matches, taken)
    if not rules:
        return []
    rules, others = teams_and_managers({"name": ColumnRule(header=owner.header), **rules})
    reason = Message("owners_named", N_("the owners named here, with their teams"))
    return [TableMapping("reps", rules, distinct=True, evidence=Evidence(_LIKELY, (reason,))), *others]


def mentioned(
    table: str,
    reference: ColumnRule,
    wanted: Sequence[str],
    matches: Sequence[tuple[str, Assigned]],
    taken: frozenset[str],
) -> list[TableMapping]:
    """What other rows tell of the companies or products that they name, where they tell any of ``wanted``."""
    rules = _attributes(wanted, matches, taken)
    if not rules:
        return []
    reason = Message("named_with", N_("named here, with what is said of each"))
    columns = {"name": ColumnRule(header=reference.header), **rules}
    return [TableMapping(table, columns, distinct=True, evidence=Evidence(_LIKELY, (reason,)))]


def _one_each(profile: Profile) -> bool:
    """Whether no two of many rows say the same: what is said of whom they name would come again with these."""
    return profile.filled >= _MANY and profile.uniqueness == 1


def _attributes(
    wanted: Sequence[str], matches: Sequence[tuple[str, Assigned]], taken: frozenset[str]
) -> dict[str, ColumnRule]:
    rules = {}
    for name in wanted:
        free = [
            a
            for column, a in matches
            if column == name and a.profile.column.header not in taken and not _one_each(a.profile)
        ]
        if best := max(free, key=lambda one: one.score, default=None):
            rules[name] = ColumnRule(
                header=best.profile.column.header, evidence=Evidence(round(best.score, 2), (by_header(best),))
            )
    return rules
