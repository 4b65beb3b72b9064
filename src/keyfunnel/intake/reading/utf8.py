"""Any text file as a UTF-8 file that DuckDB can read, with what a look at all of its bytes tells."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading.encoding import by_mark, guess
from keyfunnel.intake.reading.kinds import UNREADABLE, is_packed, open_bytes, unreadable
from keyfunnel.intake.reading.noticed import noticed
from keyfunnel.intake.typing.words import BLANKS
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

_CHUNK = 1 << 18  # bytes; it is looked at several times, while it is in the processor's cache
_SAMPLE = 1 << 18


@dataclass(frozen=True)
class Utf8:
    """``path`` is the file itself where it was plain UTF-8, else a copy.

    ``lines`` are its physical lines but for empty ones at the end. They end with line feeds; or, where there is none,
    with carriage returns. ``returns`` counts carriage returns without a line feed after, ``quotes`` quotation marks.
    ``blanks`` are those of :data:`~keyfunnel.intake.typing.words.BLANKS` that its cells may have.
    """

    path: Path
    encoding: str
    lines: int
    newline: str
    returns: int
    quotes: int
    blanks: str
    findings: tuple[Finding, ...]

    def lines_of_text(self) -> Iterator[str]:
        """Each line with a line feed at its end, however the file ends its lines."""
        with self.path.open(encoding="utf-8-sig", errors="replace", newline=self.newline) as stream:
            yield from (line.replace("\r", "\n") for line in stream) if self.newline == "\r" else stream


def to_utf8(path: Path, scratch: Path, locale: str, progress: Callable[[int], None]) -> Utf8:
    """``scratch`` is where a copy may be written. Raises :class:`BadInput` where the bytes are no text."""
    if counts := _counted_as_it_stands(path, progress):
        return _utf8(path, path, "utf-8", counts, ())
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
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    return _utf8(path, scratch if copied else path, name, counts, findings)


def _counted_as_it_stands(path: Path, progress: Callable[[int], None]) -> "_Counts | None":
    """One look at a file that is plain UTF-8 without a mark, as most are; None where it is anything else."""
    with open_bytes(path) as stream:
        if is_packed(path) or by_mark(stream.read(4096)):
            return None
    counts, decoder = _Counts(), codecs.getincrementaldecoder("utf-8")()
    for chunk, last in _chunks(path):
        try:
            if last or decoder.getstate()[0] or not chunk.isascii():
                decoder.decode(chunk, last)
        except UnicodeDecodeError:
            progress(-counts.size)
            return None
        counts.add(chunk)
        progress(len(chunk))
    return counts


def _utf8(path: Path, text: Path, encoding: str, counts: "_Counts", findings: tuple[Finding, ...]) -> Utf8:
    if counts.controls > max(8, 0.02 * counts.size):
        raise BadInput(N_("{file} is not a table: its bytes are no text in any encoding known here"), file=path.name)
    newline = "\r" if counts.returns and not counts.line_feeds else "\n"
    returns = counts.returns - counts.pairs
    return Utf8(text, encoding, counts.lines, newline, returns, counts.quotes, counts.blanks, findings)


class _Counts:
    def __init__(self) -> None:
        self.size = self.line_feeds = self.returns = self.pairs = self.quotes = self.controls = 0
        self._held = self._tail = b""
        self._blanks: set[str] = set()

    def add(self, text: bytes) -> None:
        codes = np.frombuffer(text, np.uint8)
        line_feeds = int(np.count_nonzero(codes == _LINE_FEED))  # of which there are many: one by one takes longer
        self.size += len(text)
        self.line_feeds += line_feeds
        returns = text.count(b"\r") if b"\r" in text else 0  # looking for one is much faster than counting
        if returns:
            self.returns += returns
            self.pairs += text.count(b"\r\n")
        self.pairs += self._held == b"\r" and text.startswith(b"\n")
        self.quotes += text.count(b'"') if b'"' in text else 0
        if np.count_nonzero(codes < _BLANK) != line_feeds + returns:
            self.controls += len(text) - len(text.translate(None, _CONTROLS))
        self._look_for_blanks(text)
        self._held = text[-1:] or self._held
        self._tail = (self._tail + text[-4096:])[-4096:]

    def _look_for_blanks(self, text: bytes) -> None:
        wanted = [char for char in _BLANKS if char not in self._blanks]
        if text.isascii():
            wanted = [char for char in wanted if char.isascii()]
        else:
            text = self._tail[-2:] + text  # where one may have been cut
        self._blanks.update(char for char in wanted if _BLANKS[char] in text)

    @property
    def blanks(self) -> str:
        """Line ends are in cells only where a line may be quoted, or ends in another way than the others."""
        alike = not self.returns or self.returns == self.pairs == self.line_feeds
        ends = "" if alike and not self.quotes else "\r\n"
        return "".join(char for char in BLANKS if char in ends or (char in self._blanks and char not in "\r\n"))

    @property
    def lines(self) -> int:
        end = self._tail[len(self._tail.rstrip(b"\r\n")) :]
        ends = self.line_feeds or self.returns
        return ends - (end.count(b"\n") or end.count(b"\r")) + bool(self._tail.rstrip(b"\r\n"))


_BLANKS = {char: char.encode() for char in BLANKS}
_LINE_FEED, _BLANK = b"\n "
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
    return noticed(
        "undecodable",
        N_("{n:# character is not valid UTF-8 and was|# characters are not valid UTF-8 and were} replaced by �"),
        n=count,
    )


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
        raise unreadable(path, error) from None


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Chunks cut at line ends, so that no character is cut in two."""
    held = b""
    for chunk, last in _chunks(path):
        lines = held + chunk
        cut = len(lines) if last else max(lines.rfind(b"\n"), lines.rfind(b"\r")) + 1
        held = lines[cut:]
        yield lines[:cut]
