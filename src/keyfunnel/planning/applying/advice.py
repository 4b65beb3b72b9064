"""What is worth a second look in a set of goals (GOALS.md, "Writing good ones"): advice, never a block."""

from collections import Counter

from keyfunnel.planning.applying.definition import CycleDefinition
from keyfunnel.planning.organisation import Organisation

MOST_OBJECTIVES = 3
KEY_RESULTS = range(2, 6)


def advice(definition: CycleDefinition, organisation: Organisation, known_people: frozenset[str]) -> list[str]:
    """``known_people``: names of those who may sign in, beside the reps."""
    found: list[str] = []
    scopes = Counter(scope.name or "the company" for one in definition.objectives for scope in one.scopes)
    for scope, count in scopes.items():
        if count > MOST_OBJECTIVES:
            found.append(f"{scope} has {count} objectives; more than {MOST_OBJECTIVES} divide attention")
    owners: dict[str, None] = {}
    for objective in definition.objectives:
        spec = objective.spec
        if len(spec.key_results) not in KEY_RESULTS:
            count = len(spec.key_results)
            found.append(
                f"objective {spec.key} has {count} key result{'s' if count > 1 else ''}; two to five are usual"
            )
        owners.update(dict.fromkeys(filter(None, (spec.owner, *(one.owner for one in spec.key_results)))))
    found += [
        f"owner {owner!r} is neither a rep in the data nor someone who may sign in"
        for owner in owners
        if owner not in known_people and not organisation.is_person(owner)
    ]
    return found
