"""A funnel as JSON and back, exactly, messages included."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from keyfunnel.funnel.result import FunnelGroup, FunnelStage, Leak, LeakGroup
from keyfunnel.model.workspace import Phase
from keyfunnel.texts.packed import packed, unpacked


def as_document(group: FunnelGroup) -> dict[str, Any]:
    return {
        "dimensions": dict(group.dimensions),
        "ids": dict(group.ids),
        "stages": [_stage(one) for one in group.stages],
        "candidates": [_leak(one) for one in group.candidates],
    }


def from_document(document: Mapping[str, Any]) -> FunnelGroup:
    return FunnelGroup(
        document["dimensions"],
        document["ids"],
        tuple(_read_stage(one) for one in document["stages"]),
        tuple(_read_leak(one) for one in document["candidates"]),
    )


def _stage(stage: FunnelStage) -> dict[str, Any]:
    reason = packed(stage.reason) if stage.reason else None
    return {**asdict(replace(stage, reason=None)), "phase": str(stage.phase), "reason": reason}


def _read_stage(document: Mapping[str, Any]) -> FunnelStage:
    reason = unpacked(document["reason"]) if document["reason"] else None
    return FunnelStage(**{**document, "phase": Phase(document["phase"]), "reason": reason})


def _leak(leak: Leak) -> dict[str, Any]:
    groups = [asdict(one) for one in leak.groups]
    left_out = packed(leak.left_out) if leak.left_out else None
    return {**vars(leak), "groups": groups, "message": packed(leak.message), "left_out": left_out}


def _read_leak(document: Mapping[str, Any]) -> Leak:
    groups = tuple(LeakGroup(**one) for one in document["groups"])
    left_out = unpacked(document["left_out"]) if document["left_out"] else None
    return Leak(**{**document, "groups": groups, "message": unpacked(document["message"]), "left_out": left_out})
