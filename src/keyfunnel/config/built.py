"""``python -m keyfunnel.config.built``: what pages need and the package doesn't carry, made beside it.

A checkout's ``make setup`` does this once; anyone else's server does it when it first starts.
"""

from keyfunnel.texts.compile import compile_stale
from keyfunnel.web.charts.bundle import ensure_bundle


def build() -> None:
    """Translations compiled, the chart library built. Does nothing where both were done before."""
    compile_stale()
    ensure_bundle()


if __name__ == "__main__":
    build()
