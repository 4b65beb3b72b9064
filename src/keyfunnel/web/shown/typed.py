"""What was typed into a form and couldn't be kept: shown again as it was, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Typed:
    """``wrong`` is a sentence in the page's language."""

    fields: Mapping[str, str]
    wrong: str
