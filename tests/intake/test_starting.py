"""An import reads its files while another process loads the engine: it doesn't wait for one itself."""

import subprocess
import sys

LOADED = """
import sys
import keyfunnel.planning.intake
print([name for name in ("ibis", "sqlglot", "scipy", "pandas", "django") if name in sys.modules])
"""


def test_reading_and_cleaning_need_no_expressions() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
