"""A server of our own on a free port of this machine, for as long as a benchmark asks it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.visitor import Visitor

KEYFUNNEL = [sys.executable, "-m", "keyfunnel.cli.main"]


@dataclass(frozen=True)
class Server:
    address: str
    process: "subprocess.Popen[bytes]"

    def visitor(self) -> Visitor:
        return Visitor(self.address)

    @property
    def used(self) -> float:
        """Processor seconds of the server and its workers, where the system tells (Linux); else 0."""
        found = [_used_by(number) for number in (self.process.pid, *_children(self.process.pid))]
        return sum(found) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(home: Path, *options: str) -> Iterator[Server]:
    """``options`` are those of ``keyfunnel serve``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*KEYFUNNEL, "--home", str(home), "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait()


def _children(number: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(number)], check=False, capture_output=True, text=True)
    return [int(one) for one in found.stdout.split()]


def _used_by(number: int) -> int:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
