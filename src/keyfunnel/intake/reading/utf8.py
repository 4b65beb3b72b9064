"""Any text file as a UTF-8 file that DuckDB can read, with what a look at all of its bytes tells."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading.encoding import by_mark, guess
from keyfunnel.intake.reading.kinds import UNREADABLE, is_packed, open_bytes
from keyfunnel.intake.reading.noticed import noticed
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

_CHUNK = 1 << 22
_SAMPLE = 1 << 18


@dataclass(frozen=True)
class Utf8:
    """``path`` is the file itself where it was plain UTF-8, else a copy.

    ``lines`` are its physical lines but for empty ones at the end. They end with line feeds; or, where there is none,
    with carriage returns. ``returns`` counts carriage returns without a line feed after, ``quotes`` quotation marks.
    """

    path: Path
    encoding: str
    lines: int
    newline: str
    returns: int
    quotes: int
    findings: tuple[Finding, ...]

    def lines_of_text(self) -> Iterator[str]:
        """Each line with a line feed at its end, however the file ends its lines."""
        with self.path.open(encoding="utf-8-sig", errors="replace", newline=self.newline) as stream:
            yield from (line.replace("\r", "\n") for line in stream) if self.newline == "\r" else stream


def to_utf8(path: Path, scratch: Path, locale: str, progress: Callable[[int], None]) -> Utf8:
    """``scratch`` is where a copy may be written. Raises :class:`BadInput` where the bytes are no text."""
    encoding, findings = _encoding(path, locale)
    copied = encoding not in ("utf-8", "utf-8-sig") or bool(findings) or is_packed(path)
    counts = _Counts()
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with scratch.open("wb") as copy:
        for chunk, last in _chunks(path):
            text = decoder.decode(chunk, last).encode() if copied else chunk
            counts.add(text)
            if copied:
                copy.write(text)
            progress(len(chunk))
    if counts.controls > max(8, 0.02 * counts.size):
        raise BadInput(N_("{file} is not a table: its bytes are no text in any encoding known here"), file=path.name)
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    newline = "\r" if counts.returns and not counts.line_feeds else "\n"
    return Utf8(
        scratch if copied else path, name, counts.lines, newline, counts.returns - counts.pairs, counts.quotes, findings
    )


class _Counts:
    def __init__(self) -> None:
        self.size = self.line_feeds = self.returns = self.pairs = self.quotes = self.controls = 0
        self._held = self._tail = b""

    def add(self, text: bytes) -> None:
        self.size += len(text)
        self.line_feeds += text.count(b"\n")
        if returns := text.count(b"\r"):
            self.returns += returns
            self.pairs += text.count(b"\r\n")
        self.pairs += self._held == b"\r" and text.startswith(b"\n")
        self.quotes += text.count(b'"')
        if len(text.translate(None, _CONTROLS)) != len(text):
            self.controls += len(text) - len(text.translate(None, _CONTROLS))
        self._held = text[-1:] or self._held
        self._tail = (self._tail + text)[-4096:]

    @property
    def lines(self) -> int:
        end = self._tail[len(self._tail.rstrip(b"\r\n")) :]
        ends = self.line_feeds or self.returns
        return ends - (end.count(b"\n") or end.count(b"\r")) + bool(self._tail.rstrip(b"\r\n"))


_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\v\f\x1a\x1c\x1d\x1e\x1f")


def _encoding(path: Path, locale: str) -> tuple[str, tuple[Finding, ...]]:
    with open_bytes(path) as stream:
        marked = by_mark(stream.read(4096))
    if marked:
        return marked, ()
    multibyte, broken, sample = 0, 0, bytearray()
    for lines in _whole_lines(path):
        if lines.isascii():
            continue
        try:
            multibyte += len(lines) - len(lines.decode())
            continue
        except UnicodeDecodeError:
            pass
        for line in lines.splitlines():
            if not line.isascii():
                good = len(line) - len(line.decode(errors="ignore"))
                broken += line.decode(errors="replace").count("\ufffd")
                multibyte += good
                if len(sample) < _SAMPLE:
                    sample += line + b"\n"
    if not broken:
        return "utf-8", ()
    if multibyte > 20 * broken:
        return "utf-8", (_undecodable(broken),)
    best = guess(bytes(sample), locale)
    return best.encoding, (_assumed(best.encoding),) if best.assumed else ()


def _undecodable(count: int) -> Finding:
    return noticed("undecodable", N_("{n} characters are not valid UTF-8 and were replaced by �"), n=count)


def _assumed(encoding: str) -> Finding:
    return noticed(
        "encoding_assumed", N_("The encoding could be one of several; it was read as {encoding}"), encoding=encoding
    )


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    try:
        with open_bytes(path) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk, False
        yield b"", True
    except UNREADABLE as error:
        raise BadInput(N_("{file} can't be read to its end: {why}"), file=path.name, why=str(error)) from None


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Chunks cut at line ends, so that no character is cut in two."""
    held = b""
    for chunk, last in _chunks(path):
        lines = held + chunk
        cut = len(lines) if last else max(lines.rfind(b"\n"), lines.rfind(b"\r")) + 1
        held = lines[cut:]
        yield lines[:cut]
