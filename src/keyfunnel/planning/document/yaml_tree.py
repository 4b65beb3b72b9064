"""YAML as a tree of places, each knowing its path and line, without YAML 1.1's surprises.

``on`` and ``yes`` stay words, ``12:30`` stays text; only ``true``/``false``, numbers, ISO dates and null
are anything else. Aliases are refused: a goals file needs none, and nested ones can be made to explode.
"""

import re
from collections.abc import Sequence

import yaml

from keyfunnel.model.errors import BadInput
from keyfunnel.planning.document.place import Place, Value, wrong_at
from keyfunnel.texts import N_, Message

NOT_YAML = N_("not readable as YAML: {why}")
_RESOLVERS: Sequence[tuple[str, str, str]] = (
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", "~nN"),
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9_]*)$", "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        r"^[-+]?(?:(?:[0-9][0-9_]*)(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$",
        "-+0123456789.",
    ),
    ("tag:yaml.org,2002:timestamp", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
)


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own class attribute, filled below

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # missing from the stubs
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not supported; write it out", problem_mark=mark)
        return super().compose_node(parent, index)


for _tag, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
_Loader.yaml_implicit_resolvers.setdefault("", []).append(("tag:yaml.org,2002:null", re.compile("^$")))


def load(text: str, name: str) -> list[Place]:
    """The documents in ``text`` (``---`` between them); ``name`` is what errors call the file.

    Raises :class:`BadInput`.
    """
    try:
        loader = _Loader(text)  # refuses control characters already here
    except yaml.YAMLError as error:
        raise BadInput.at(name, NOT_YAML, why=_what(error)) from None
    try:
        places = []
        while loader.check_node() and (node := loader.get_node()) is not None:
            places.append(_place(loader, node, name, ""))
        if not places:
            raise BadInput.at(name, N_("the file is empty"))
        return places
    except yaml.YAMLError as error:
        raise _unreadable(error, name) from None
    except RecursionError:
        raise BadInput.at(name, N_("nested too deeply")) from None
    finally:
        loader.dispose()


def _place(loader: _Loader, node: yaml.Node, name: str, path: str) -> Place:
    line = node.start_mark.line + 1
    value: Value
    if isinstance(node, yaml.SequenceNode):
        value = [_place(loader, item, name, f"{path}[{i}]") for i, item in enumerate(node.value)]
    elif isinstance(node, yaml.MappingNode):
        value = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _wrong(name, key_node, "", N_("a key must be a word"))
            key = key_node.value
            inner = f"{path}.{key}" if path else key
            if key in value:
                said = N_("given twice (first in line {line}); remove one")
                raise _wrong(name, key_node, inner, said, line=str(value[key].line))
            value[key] = _place(loader, value_node, name, inner)
    else:
        try:
            value = loader.construct_object(node)
        except ValueError as error:  # 2017-02-30 looks like a date and isn't one
            raise _wrong(name, node, path, N_("{written}: {why}"), written=repr(node.value), why=str(error)) from None
    return Place(value, path, line, name, node.value if isinstance(node, yaml.ScalarNode) else "")


def _wrong(name: str, node: yaml.Node, path: str, text: str, /, **params: str) -> BadInput:
    return wrong_at(name, node.start_mark.line + 1, path, Message("refused", text, params))


def _unreadable(error: yaml.YAMLError, name: str) -> BadInput:
    """What the YAML library says is in English."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    problem = Message("refused", NOT_YAML, {"why": _what(error)})
    return wrong_at(name, mark.line + 1, "", problem) if mark else BadInput.at(name, problem)


def _what(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return " ".join(filter(None, (error.context, error.problem)))
    return " ".join(str(error).split())
