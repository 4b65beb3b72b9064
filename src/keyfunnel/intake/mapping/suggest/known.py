"""What guessing may know of tables brought earlier."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pyarrow as pa


class Known(Protocol):
    """An edition of the lake, as far as it matters here."""

    @property
    def tables(self) -> Mapping[str, Any]: ...

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table: ...
