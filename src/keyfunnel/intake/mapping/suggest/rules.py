"""From matched columns to column rules, each with its evidence."""

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.assigned import Assigned
from keyfunnel.intake.mapping.suggest.guess import Guess
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.standing import outcomes
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.typing.currencies import code_of
from keyfunnel.model.table import Column, Type
from keyfunnel.texts import N_, Message

# The languages of the vocabulary; a CRM is called the same everywhere.
LANGUAGES = (
    N_("English"),
    N_("Thai"),
    N_("Chinese"),
    N_("Hungarian"),
    N_("Portuguese"),
    N_("Spanish"),
    N_("German"),
    N_("French"),
)


def rules_of(guess: Guess) -> dict[str, ColumnRule]:
    """The rules of a guessed table, in the model's order."""
    return {
        column.name: _rule(guess, column, guess.columns[column.name])
        for column in guess.table.columns
        if column.name in guess.columns
    }


def _rule(guess: Guess, column: Column, assigned: Assigned) -> ColumnRule:
    profile = assigned.profile
    reasons = [by_header(assigned)]
    values: dict[str, str] = {}
    place = f"{guess.table.name}.{column.name}"
    if place == "deals.outcome":
        values = outcomes(profile)
        reasons.append(by_outcomes(values))
    elif column.name == "currency":
        values = {value: code for value in profile.values if (code := code_of(value)) and code != value.upper()}
    elif place in vocabulary().values and not (column.type is Type.BOOLEAN and profile.column.reading(Type.BOOLEAN)):
        values = _known_values(place, profile)
    if column.name in guess.table.key and profile.uniqueness == 1:
        reasons.append(Message("every_row_different", N_("every row has a different value")))
    return ColumnRule(
        header=profile.column.header, values=values, evidence=Evidence(round(assigned.score, 2), tuple(reasons))
    )


def _known_values(place: str, profile: Profile) -> dict[str, str]:
    """Values whose meaning is known and isn't what they say already."""
    meant = {value: vocabulary().meaning(place, value) for value in profile.values}
    return {value: meaning for value, meaning in meant.items() if meaning and meaning != value}


def by_header(assigned: Assigned) -> Message:
    header, match = assigned.profile.header, assigned.match
    source = Message("source", match.source)
    if match.source == "Keyfunnel":
        return Message("header_is_name", N_("the header says so"), {})
    if match.source == "values":
        text = N_("{share:percent} of its values stand in the table it refers to")
        return Message("values_there", text, {"share": match.score})
    if match.source == "only date":
        return Message("only_date", N_("the only date there is"))
    if match.source == "only such":
        return Message("only_such", N_("the only column left with such content"))
    if match.source == "only money":
        return Message("only_money", N_("the only amount of money there is"))
    if match.source == "outcomes":
        return Message("outcomes_told", N_("no header says how deals stand, its values do"))
    if match.source == "role words":
        return Message("role_words", N_("its header says “{word}”, and its names come again"), {"word": match.word})
    if match.source == "date words":
        return Message("date_words", N_("its header says “{word}”, and it holds dates"), {"word": match.word})
    if match.source == "questions":
        return Message("asked", N_("its header asks “{word}”, and it holds the answers"), {"word": match.word})
    if match.source == "names":
        return Message("names_told", N_("names of people stand there and come again: those who sell"))
    if match.source == "sources":
        return Message("sources_told", N_("most of what stands there is where customers come from"))
    if match.word in (header.text, header.plain) or match.by_noun:
        return Message("header_known", N_("a header known from {source}"), {"source": source})
    text = N_("the header looks like “{word}” ({source})")
    return Message("header_alike", text, {"word": match.word, "source": source})


def by_outcomes(values: dict[str, str]) -> Message:
    counts = {outcome: sum(meant == outcome for meant in values.values()) for outcome in ("won", "lost", "open")}
    text = N_("of its {n} values {won:# says|# say} won, {lost} lost, {open} neither")
    return Message("outcome_words", text, {"n": len(values), **counts})
