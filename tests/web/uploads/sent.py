"""A small file, sending one, and reading what a page says of it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client

As = Callable[[str], Client]
SHOP = """Nr,Opened,Closed,State,Rep,Worth
1,02/01/2024,15/01/2024,Sold,Ann,1000
2,03/01/2024,20/01/2024,Dead,Ben,50
3,04/01/2024,,Talking,Ann,70
"""


def upload(client: Client, folder: Path, name: str, text: str) -> str:
    """The address of its mapping's page."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with path.open("rb") as file:
        return str(client.post("/en/data/import/", {"files": [file]})["Location"])


def said(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
