"""What every test may use: the shared data beside the project, and a workspace of its own."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import settings

from keyfunnel.texts.compile import compile_stale

# Expressions are made of many small objects; looking among them for garbage as often as Python does costs a twentieth
# of a run. Not as seldom as the command line does it, which ends after one answer.
gc.set_threshold(100_000, 10, 10)

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# The machine is busy with tests already; what two processes do is tested by itself.
os.environ.setdefault("KEYFUNNEL_PROCESSES", "1")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the project; tests that need it are skipped elsewhere, never under CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must have the shared data at {SHARED}")
        pytest.skip("the shared data are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def words() -> None:
    """Every language, as the server has them once it has started."""
    compile_stale()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Half a second of hashing for each of the cast is right for a server and tells a test nothing."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
