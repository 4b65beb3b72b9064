"""Which encoding a text is in, judged by all of its lines that go beyond ASCII."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from keyfunnel.intake.reading.alphabets import ALPHABETS, SIGNS

# The encoding that a language's programs usually write, where two explain a text equally well.
HOME_ENCODINGS: dict[str, str] = {
    "th": "cp874", "zh": "gb18030", "zh-hans": "gb18030", "zh-hant": "big5", "hu": "cp1250", "pl": "cp1250",
    "cs": "cp1250", "sk": "cp1250", "hr": "cp1250", "sl": "cp1250", "ro": "cp1250", "ru": "cp1251", "uk": "cp1251",
    "bg": "cp1251", "el": "cp1253", "tr": "cp1254", "lt": "cp1257", "lv": "cp1257", "ja": "cp932", "ko": "cp949",
}  # fmt: skip

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Guess:
    """``score`` is the share of characters beyond ASCII that the encoding makes sense of; ``assumed`` where another
    does as well and the locale decided."""

    encoding: str
    score: float
    assumed: bool = False


def by_mark(start: bytes) -> str | None:
    """The encoding that the first bytes declare, or that zero bytes betray: UTF-16 without a mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return encoding
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half >= 4 and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def guess(sample: bytes, locale: str) -> Guess:
    """The encoding of ``sample``: lines with bytes beyond ASCII that aren't UTF-8."""
    guesses = [
        Guess(name, score(text)) for name, score in _SCORES.items() if (text := _decoded(sample, name)) is not None
    ]
    if not guesses:
        return Guess("cp1252", 0.0, assumed=True)
    top = max(one.score for one in guesses)
    best = [one for one in guesses if one.score >= top - 0.01]
    home = HOME_ENCODINGS.get(locale.lower(), HOME_ENCODINGS.get(locale.lower().partition("-")[0], "cp1252"))
    chosen = next((one for one in best if one.encoding == home), best[0])
    return Guess(chosen.encoding, chosen.score, assumed=len(best) > 1 or chosen.score < 0.6)


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _alphabetic(encoding: str) -> Callable[[str], float]:
    alphabets = [frozenset(letters + letters.upper()) for letters in ALPHABETS[encoding].values()]

    def score(text: str) -> float:
        beyond = [(before, char) for before, char in pairwise(f" {text}") if char > "\x7f"]
        fits = [char for before, char in beyond if not (char.isupper() and before.islower())]
        signs = sum(char in SIGNS for char in fits)
        letters = [char for char in fits if char not in SIGNS]
        covered = max(sum(char in alphabet for char in letters) for alphabet in alphabets)
        return (covered + 0.6 * signs) / max(1, len(beyond))

    return score


def _thai(text: str) -> float:
    """Thai vowels and tone marks stand above or below a consonant; anywhere else they speak against Thai."""
    beyond = [(before, char) for before, char in pairwise(f" {text}") if char > "\x7f"]
    marks = "ัิีึืฺุู็่้๊๋์ํ๎"
    fits = sum("ก" <= char <= "๛" and not (char in marks and not "ก" <= before <= "๎") for before, char in beyond)
    return (fits + 0.6 * sum(char in SIGNS for _, char in beyond)) / max(1, len(beyond))


def _double_byte(encoding: str, common: tuple[int, int], others: tuple[int, int]) -> Callable[[str], float]:
    """Chinese, Japanese and Korean standards put the common characters first: by the range of the first byte."""

    def worth(char: str) -> float:
        try:
            written = char.encode(encoding)
        except UnicodeEncodeError:
            return -1.0
        lead = written[0]
        if "\u3000" <= char <= "\u30ff" or "\uff00" <= char <= "\uffef":
            return 0.9
        if len(written) == 2 and common[0] <= lead <= common[1]:
            return 1.0
        return 0.3 if len(written) == 2 and others[0] <= lead <= others[1] else -1.0

    def score(text: str) -> float:
        beyond = [char for char in text if char > "\x7f"]
        return sum(map(worth, beyond)) / max(1, len(beyond))

    return score


_SCORES: dict[str, Callable[[str], float]] = {
    "cp1252": _alphabetic("cp1252"),
    "cp1250": _alphabetic("cp1250"),
    "cp874": _thai,
    # gb18030 is read as such, but common characters are those of GB 2312, which it contains.
    "gb18030": _double_byte("gb2312", (0xB0, 0xD7), (0xA1, 0xF7)),
    "big5": _double_byte("big5", (0xA4, 0xC6), (0xA1, 0xF9)),
    "cp932": _double_byte("cp932", (0x88, 0x97), (0x81, 0xEA)),
    "cp949": _double_byte("cp949", (0xB0, 0xC8), (0xA1, 0xFD)),
    **{name: _alphabetic(name) for name in ("cp1251", "cp1253", "cp1254", "cp1257", "cp852", "cp850", "mac_roman")},
}
