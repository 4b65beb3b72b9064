"""A workspace's settings as YAML: what `settings show` prints, `settings apply` reads and an edition remembers.

A document may name only what it changes. Unknown keys and words are refused with the nearest known one.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import yaml

from keyfunnel.lake.defined import DEFINED, KPIS, defined, plain
from keyfunnel.lake.formats import check_format
from keyfunnel.lake.stages import stage_document, stages_from
from keyfunnel.model.errors import BadInput, did_you_mean, or_known
from keyfunnel.model.workspace import LONGEST_WINDOW, Workspace
from keyfunnel.texts import N_, Message

FORMAT = "format"
WORKING_HOURS = "working_hours"
NEW_CUSTOMER_BY = ("deals", "orders", "subscriptions")
_TYPES = {
    "str": (str, N_("{name}: {value} is not a text")),
    "int": (int, N_("{name}: {value} is not a whole number")),
    "bool": (bool, N_("{name}: {value} is neither true nor false")),
}
NOT_YAML = N_("not readable as YAML: {why}")
NO_DAY = N_("{name}: {written} is not a date such as 2017-12-25")


def from_yaml(text: str, source: str, base: Workspace | None = None) -> Workspace:
    """``base`` (else the defaults) with the changes of a YAML document; ``source`` names it in errors."""
    try:
        document = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        problem = Message("refused", NOT_YAML, {"why": error.problem})
        if error.problem_mark is None:
            raise BadInput.at(source, problem) from None
        line = str(error.problem_mark.line + 1)
        raise BadInput(N_("{file} line {line}: {problem}"), file=source, line=line, problem=problem) from None
    except yaml.YAMLError as error:
        raise BadInput.at(source, NOT_YAML, why=str(error)) from None
    if document is None:
        document = {}
    if not isinstance(document, dict):
        raise BadInput.at(source, N_("settings are written as `name: value`, one a line"))
    return from_document(document, source, base)


def to_yaml(workspace: Workspace) -> str:
    """The whole of the settings as YAML; :func:`from_yaml` gives them back."""
    return yaml.safe_dump(as_document(workspace), sort_keys=False, allow_unicode=True, width=120)


def as_document(workspace: Workspace) -> dict[str, Any]:
    """The settings as plain values, for YAML and JSON."""
    document = {field.name: getattr(workspace, field.name) for field in fields(workspace)}
    own = {name: [plain(one) for one in document[name]] for name in (*DEFINED, KPIS)}
    document["holidays"] = list(workspace.holidays)
    return document | {"stages": [stage_document(stage) for stage in workspace.stages], **own}


def from_document(document: Mapping[str, Any], source: str, base: Workspace | None = None) -> Workspace:
    """The inverse of :func:`as_document`, over ``base``. Raises :class:`BadInput`."""
    known = {field.name: str(getattr(field.type, "__name__", field.type)) for field in fields(Workspace)}
    changes: dict[str, Any] = {}
    for name, value in document.items():
        if name == FORMAT:
            check_format(value, source)
        elif name not in known:
            hint = did_you_mean(str(name), known)
            raise BadInput.at(source, N_("there is no setting {name!r}{hint}"), name=name, hint=hint)
        elif name == "stages":
            changes[name] = stages_from(value, source)
        elif name in (*DEFINED, KPIS):
            changes[name] = defined(name, _with_clocks(value) if name == WORKING_HOURS else value, source)
        elif name == "holidays":
            changes[name] = _days(value, source)
        elif name == "observed_until":
            changes[name] = _moment(value, source)
        else:
            changes[name] = _typed(name, value, known[name], source)
    if (by := changes.get("new_customer_by", "deals")) not in NEW_CUSTOMER_BY:
        hint = or_known(did_you_mean(by, NEW_CUSTOMER_BY), NEW_CUSTOMER_BY)
        raise BadInput.at(
            source, N_("{name}: {value!r} is not known{hint}"), name="new_customer_by", value=by, hint=hint
        )
    if not 1 <= (days := changes.get("funnel_window_days", 1)) <= LONGEST_WINDOW:
        raise BadInput.at(source, N_("{name}: {days} is not a number of days"), name="funnel_window_days", days=days)
    try:
        return replace(base or Workspace(), **changes)
    except BadInput as error:
        raise BadInput.at(source, error.message) from None


def _typed(name: str, value: Any, type_name: str, source: str) -> Any:
    kind, refused = _TYPES[type_name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadInput.at(source, refused, name=name, value=repr(value))
    return value


def _with_clocks(value: Any) -> Any:
    """YAML takes an unquoted 18:00 for a number in base 60: so many minutes."""
    if isinstance(value, list):
        return [_with_clocks(one) for one in value]
    if isinstance(value, dict):
        return {name: _with_clocks(one) for name, one in value.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value // 60:02}:{value % 60:02}"
    return value


def _days(value: Any, source: str) -> tuple[str, ...]:
    """YAML turns 2017-12-25 into a date by itself."""
    if not isinstance(value, list):
        raise BadInput.at(source, N_("{name}: must be a list of dates such as 2017-12-25"), name="holidays")
    found = []
    for written in value:
        try:
            found.append(dt.date.fromisoformat(str(written)).isoformat())
        except ValueError:
            raise BadInput.at(source, NO_DAY, name="holidays", written=repr(written)) from None
    return tuple(sorted(set(found)))


def _moment(value: Any, source: str) -> str | None:
    """YAML turns 2017-12-31 into a date by itself; text is read as ISO."""
    if isinstance(value, (dt.date, dt.datetime)):
        value = value.isoformat()
    if value is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise BadInput.at(source, NO_DAY, name="observed_until", written=repr(value)) from None
    if moment.tzinfo is not None:
        text = N_("{name}: write local time, without a zone: {written}")
        raise BadInput.at(source, text, name="observed_until", written=repr(value))
    return str(value)
