"""What guessing may know of tables brought earlier."""

from collections.abc import Mapping
from typing import Any, Protocol


class Known(Protocol):
    """An edition of the lake, as far as it matters here."""

    @property
    def tables(self) -> Mapping[str, Any]: ...
