"""Objectives and key results as a goals file writes them."""

from typing import Any

Goal = dict[str, Any]


def objective(
    key: str, title: str, scope: str | dict[str, str], owner: str, key_results: list[Goal], **more: str
) -> Goal:
    return {"key": key, "title": title, "scope": scope, "owner": owner, **more, "key_results": key_results}


def increase(key: str, title: str, kpi: str, stage: str, target: float, **more: object) -> Goal:
    return _towards("increase", key, title, kpi, stage, target) | more


def decrease(key: str, title: str, kpi: str, stage: str, target: float, **more: object) -> Goal:
    return _towards("decrease", key, title, kpi, stage, target) | more


def at_least(key: str, title: str, kpi: str, stage: str, least: float) -> Goal:
    return {"key": key, "title": title, "kpi": kpi, "stage": stage, "kind": "keep", "target": {"at_least": least}}


def at_most(key: str, title: str, kpi: str, most: float, **more: object) -> Goal:
    return {"key": key, "title": title, "kpi": kpi, "kind": "keep", "target": {"at_most": most}} | more


def weekly(key: str, title: str, kpi: str, target: int) -> Goal:
    return {"key": key, "title": title, "kpi": kpi, "kind": "recurring", "every": "week", "target": target}


def _towards(kind: str, key: str, title: str, kpi: str, stage: str, target: float) -> Goal:
    return {"key": key, "title": title, "kpi": kpi, "stage": stage, "kind": kind, "baseline": "auto", "target": target}
