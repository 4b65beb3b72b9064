"""The chart library as one file, built once from what vl-convert carries: no CDN, no node."""

import gzip
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

BUILT = Path(__file__).parents[1] / "static" / "built"


def bundle_name() -> str:
    """The file's name carries its version, so that browsers may keep it for ever."""
    return f"vega-{version('vl-convert-python')}.js"


def ensure_bundle() -> None:
    """Build it where it isn't there; in a process of its own, whose JavaScript engine takes 200 MB while it works."""
    if not (BUILT / f"{bundle_name()}.gz").exists():
        subprocess.run([sys.executable, "-m", "keyfunnel.web.charts.bundle"], check=True)


def build_bundle(folder: Path) -> Path:
    """Vega, Vega-Lite and vega-embed in one script, and the same gzipped beside it."""
    import vl_convert

    script = folder / bundle_name()
    content: bytes = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()
    folder.mkdir(parents=True, exist_ok=True)
    _write(script, content)
    _write(script.with_name(f"{script.name}.gz"), gzip.compress(content, mtime=0))
    return script


def _write(path: Path, content: bytes) -> None:
    passing = path.with_name(f".{path.name}.new")
    passing.write_bytes(content)
    passing.replace(path)


if __name__ == "__main__":
    build_bundle(BUILT)
