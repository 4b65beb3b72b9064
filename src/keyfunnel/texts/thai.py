"""Where a Thai line may end: between words, which browsers find by a dictionary that some of ours aren't in.

Without help they end a line within ``จากดีล`` as ``จา·กดีล``. A zero-width space tells where such a word begins and ends,
a word joiner that nothing ends within it.
"""

import re

BETWEEN, WITHIN = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"
LETTER = "[\u0e01-\u0e4e]"
# As they would be cut, where they would.
UNKNOWN = ("ดีล", "เดโม", "เซ·ก·เมน·ต์", "แค·ต·ตา·ล็อก", "พนักงาน", "กระ·จาย", "สิ้น·สุด", "ก·รอก", "หมาย·ถึง", "ค·วอร์·ไทล์")
_WORDS = {word.replace("·", ""): word.replace("·", WITHIN) for word in UNKNOWN}
_FOUND = re.compile("|".join(_WORDS))


def with_breaks(text: str) -> str:
    """``text`` as browsers are to break its lines; it looks the same."""
    return _FOUND.sub(lambda found: _apart(text, found), text)


def _apart(text: str, found: re.Match[str]) -> str:
    before = BETWEEN if re.match(LETTER, text[found.start() - 1 : found.start()]) else ""
    after = BETWEEN if re.match(LETTER, text[found.end() : found.end() + 1]) else ""
    return f"{before}{_WORDS[found[0]]}{after}"
