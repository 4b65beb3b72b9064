"""Something noticed about a file, for the import report."""

from dataclasses import dataclass

from keyfunnel.texts import Message


@dataclass(frozen=True)
class Finding:
    """``rows`` is how many of the file's rows it concerns (0: none, or the file as a whole); ``column`` the header as
    written, where it is about one."""

    message: Message
    column: str | None = None
    rows: int = 0

    @property
    def code(self) -> str:
        return self.message.code
