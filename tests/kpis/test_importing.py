"""Any part of the room can be the first that a notebook imports."""

import subprocess
import sys

ALONE = """
import importlib, pkgutil, sys
import keyfunnel.kpis
names = [one.name for one in pkgutil.iter_modules(keyfunnel.kpis.__path__, "keyfunnel.kpis.")]
for name in names:
    for loaded in [one for one in sys.modules if one.startswith("keyfunnel.")]:
        del sys.modules[loaded]
    importlib.import_module(name)
print(len(names))
"""


def test_each_part_can_be_imported_before_all_others() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout) > 20
