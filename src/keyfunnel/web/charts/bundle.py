"""The chart library as one file, built once from what vl-convert carries: no CDN, no node."""

import gzip
from importlib.metadata import version
from pathlib import Path

BUILT = Path(__file__).parents[1] / "static" / "built"


def bundle_name() -> str:
    """The file's name carries its version, so that browsers may keep it for ever."""
    return f"vega-{version('vl-convert-python')}.js"


def build_bundle(folder: Path = BUILT) -> Path:
    """Vega, Vega-Lite and vega-embed in one script, and the same gzipped beside it."""
    script = folder / bundle_name()
    if script.exists() and script.with_name(f"{script.name}.gz").exists():
        return script
    import vl_convert  # starts a JavaScript engine: not while a page is rendered

    content: bytes = vl_convert.javascript_bundle().encode()
    folder.mkdir(parents=True, exist_ok=True)
    _write(script.with_name(f"{script.name}.gz"), gzip.compress(content, mtime=0))
    _write(script, content)
    return script


def _write(path: Path, content: bytes) -> None:
    passing = path.with_name(f".{path.name}.new")
    passing.write_bytes(content)
    passing.replace(path)
