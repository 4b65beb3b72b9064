"""Encodings as people know them rather than as Python does."""

NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp850": "DOS 850",
    "cp852": "DOS 852",
    "mac_roman": "Mac Roman",
    "big5": "Big5",
}


def encoding_name(code: str) -> str:
    """``cp1252`` is Windows-1252; what has no name of its own is in capitals."""
    if code in NAMES:
        return NAMES[code]
    return f"Windows-{code[2:]}" if code.startswith("cp") else code.upper()
