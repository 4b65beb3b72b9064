"""Where a line may end, and where it may not: within dates, ranges, and between a number and its unit."""

import re

# A line never ends within a date or between a number and its unit.
UNBROKEN = str.maketrans({" ": "\N{NO-BREAK SPACE}", "\N{THIN SPACE}": "\N{NARROW NO-BREAK SPACE}"})
# Between a digit and a character that names what it counts, as in 2026年11月3日 and 14天, Chinese may end a line.
COUNTED = re.compile(r"(?<=\d)(?=[年月日天小分个])|(?<=[年月])(?=\d)")
# Nor does one end within a range: not behind its dash, nor before what Chinese has in that place. Behind that it may,
# where all of it has no room on one: browsers then know of no better place.
BETWEEN = re.compile("(?=至)|(?<=–)")
OPEN = re.compile("(?<=至)")
# Short brackets with two numbers hold a range, whatever word a language has between its ends.
BRACKETED = re.compile(r"(?<=[(（])[^()（）]*\d[^()（）\d,.]+\d[^()（）]*(?=[)）])")
LONGEST_RANGE = 40  # characters that fit on a phone's line
COUNTING = re.compile(r"(?<=\d) (?=\w)")  # between a number and what it counts


def unbroken(written: str) -> str:
    """A date, a number with its unit, or a range of them, so that no line ends within it."""
    joined = written.translate(UNBROKEN)
    for place in (COUNTED, BETWEEN):
        joined = place.sub("\N{WORD JOINER}", joined)
    return OPEN.sub("\N{ZERO WIDTH SPACE}", joined)


def in_lines(sentence: str) -> str:
    """No line of it ends between a number and its unit, or within a range that it has in brackets."""
    together = COUNTING.sub("\N{NO-BREAK SPACE}", sentence)
    return BRACKETED.sub(lambda found: unbroken(found[0]) if len(found[0]) <= LONGEST_RANGE else found[0], together)
