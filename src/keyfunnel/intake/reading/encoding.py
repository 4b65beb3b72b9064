"""Which encoding a text is in, judged by all of its lines that go beyond ASCII."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from keyfunnel.intake.reading.alphabets import ALPHABETS, COMMON_HANZI, SIGNS

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
    # In Chinese or Thai only digits, separators and line ends have a zero byte, and no other byte order has them there.
    if half >= 4 and max(odd, even) > 0.05 * half and min(odd, even) <= 0.02 * max(odd, even):
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return encoding if _reads_as_lines(start[: 2 * half], encoding) else None
    return None


def _reads_as_lines(start: bytes, encoding: str) -> bool:
    text = start.decode(encoding, errors="replace")
    return any(end in text for end in "\r\n") and text.count("\ufffd") <= 1 and "\x00" not in text


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


def _in_own_words(encoding: str) -> Callable[[str], float]:
    """For scripts that Latin letters don't mix with: a letter counts where it stands in a word of its own script."""
    alphabets = [frozenset(letters + letters.upper()) for letters in ALPHABETS[encoding].values()]

    def score(text: str) -> float:
        beyond = [one for one in _around(text) if one[1] > "\x7f"]
        signs = sum(char in SIGNS for _, char, _ in beyond)
        own = [
            char
            for before, char, after in beyond
            if not any(near.isalpha() and near < "\x7f" for near in (before, after))
            and any(near.isalpha() and near > "\x7f" for near in (before, after))
        ]
        covered = max(sum(char in alphabet for char in own) for alphabet in alphabets)
        return (covered + 0.6 * signs) / max(1, len(beyond))

    return score


def _alphabetic(encoding: str) -> Callable[[str], float]:
    alphabets = [frozenset(letters + letters.upper()) for letters in ALPHABETS[encoding].values()]

    def score(text: str) -> float:
        beyond = [one for one in _around(text) if one[1] > "\x7f" and not (one[1].isupper() and one[0].islower())]
        signs = sum(char in SIGNS and not _within_a_word(before, char, after) for before, char, after in beyond)
        letters = [(one[1], _joined(*one)) for one in beyond if one[1] not in SIGNS]
        # A letter by itself is seldom a word: what is € in one encoding is Ç in another.
        covered = max(
            sum((1.0 if joined else 0.3) * (char in alphabet) for char, joined in letters) for alphabet in alphabets
        )
        return (covered + 0.6 * signs) / max(1, sum(char > "\x7f" for char in text))

    return score


def _around(text: str) -> Iterator[tuple[str, str, str]]:
    """Each character with the one before and the one after it."""
    return zip(f" {text}", text, f"{text[1:]} ", strict=False)


def _joined(before: str, char: str, after: str) -> bool:
    """Whether a letter stands beside another. Behind K, M or T at a word's end it is rather a currency's sign: T€."""
    return after.isalpha() or (before.isalpha() and not (before in "KMT" and char.isupper()))


def _within_a_word(before: str, char: str, after: str) -> bool:
    """Whether a sign stands where only a letter can; apostrophes, hyphens and the Catalan dot may."""
    return before.isalpha() and after.isalpha() and char not in "’‘·\u00ad"


def _thai(text: str) -> float:
    """Thai vowels and tone marks stand above or below a consonant, leading vowels before one, and Thai words aren't
    mixed with Latin letters; whatever else is there speaks against Thai."""
    beyond = [one for one in _around(text) if one[1] > "\x7f"]
    fits = sum(_fits_in_thai(*one) for one in beyond)
    return (fits + 0.6 * sum(char in SIGNS for _, char, _ in beyond)) / max(1, len(beyond))


def _fits_in_thai(before: str, char: str, after: str) -> bool:
    if not "ก" <= char <= "๛" or char in SIGNS:
        return False
    if any(near.isalpha() and near < "\x7f" for near in (before, after)):
        return False
    if char in "ัิีึืฺุู็่้๊๋์ํ๎":
        return "ก" <= before <= "๎"
    if char in "เแโใไ":
        return "ก" <= after <= "ฮ"
    return before > "\x7f" or after > "\x7f"


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


def _chinese(encoding: str, common: tuple[int, int], others: tuple[int, int]) -> Callable[[str], float]:
    """Two standards put common characters into the same bytes; but what one writes, the other reads as rare ones."""
    by_place = _double_byte(encoding, common, others)

    def score(text: str) -> float:
        hanzi = [char for char in text if "\u4e00" <= char <= "\u9fff"]
        usual = sum(char in COMMON_HANZI for char in hanzi) / max(1, len(hanzi))
        return min(1.0, 0.6 * by_place(text) + 0.8 * usual)

    return score


_SCORES: dict[str, Callable[[str], float]] = {
    "cp1252": _alphabetic("cp1252"),
    "cp1250": _alphabetic("cp1250"),
    "cp874": _thai,
    # gb18030 is read as such, but common characters are those of GB 2312, which it contains.
    "gb18030": _chinese("gb2312", (0xB0, 0xD7), (0xA1, 0xF7)),
    "big5": _chinese("big5", (0xA4, 0xC6), (0xA1, 0xF9)),
    "cp932": _double_byte("cp932", (0x88, 0x97), (0x81, 0xEA)),
    "cp949": _double_byte("cp949", (0xB0, 0xC8), (0xA1, 0xFD)),
    **{name: _in_own_words(name) for name in ("cp1251", "cp1253")},
    **{name: _alphabetic(name) for name in ("cp1254", "cp1257", "cp852", "cp850", "mac_roman")},
}
