"""What applying goals changed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """Each entry names what it is: ``objective close-better``. ``warnings`` are advice, not errors."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    archived: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.created or self.changed or self.archived)

    def lines(self) -> list[str]:
        """For the command line: one line for each change, or that there was none."""
        told = (("created", self.created), ("changed", self.changed), ("archived", self.archived))
        lines = [f"{what}: {name}" for what, names in told for name in dict.fromkeys(names)]
        return [*(lines or ["Nothing changed: the goals already say this."]), *(f"note: {w}" for w in self.warnings)]
