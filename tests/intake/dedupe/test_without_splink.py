"""Without the extra, everything else works and the command says what to install."""

import sys

import pyarrow as pa
import pytest

from keyfunnel.intake.dedupe.matching import match
from keyfunnel.intake.dedupe.records import Records
from keyfunnel.model.errors import BadInput


def test_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(BadInput, match=r"pip install 'keyfunnel\[dedupe\]'"):
        match(Records((), (), pa.table({}), people=True))
