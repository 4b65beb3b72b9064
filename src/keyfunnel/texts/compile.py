"""Compile the catalogues that people edit (.po) into those that gettext reads (.mo), where they are stale."""

import os
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from keyfunnel.texts.catalogue import LOCALE_DIR, forget
from keyfunnel.texts.thai import with_breaks


def compile_stale() -> list[str]:
    """Bring every ``.mo`` up to date with its ``.po``; the names of the folders that changed."""
    changed = []
    for source in sorted(LOCALE_DIR.glob("*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text)
        if source.parents[1].name == "th":
            for message in catalogue:
                message.string = _with_breaks(message.string)
        # Written beside and renamed, each process its own, since several may start at once.
        fresh = compiled.with_suffix(f".mo.{os.getpid()}")
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(compiled)
        changed.append(source.parents[1].name)
    if changed:
        forget()
    return changed


def _with_breaks(translated: Any) -> Any:
    """One form, or those for several numbers."""
    return with_breaks(translated) if isinstance(translated, str) else tuple(map(with_breaks, translated))
