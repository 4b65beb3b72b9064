"""Progress bars with rates on stderr; nothing where stderr isn't a terminal."""

from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.text import Text

from keyfunnel.cli.screen import err

# Phases of an import that count rows, or steps; while a file is read, under its own name, its bytes are counted.
_ROWS, _STEPS = frozenset({"clean", "save", "Simulating"}), frozenset({"measure"})


class Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed or task.description in _STEPS:
            return Text("")
        if task.description in _ROWS:
            return Text(f"{speed:,.0f} rows/s", style="dim")
        return Text(f"{speed / 1_000_000:,.1f} MB/s", style="dim")


class Progress:
    """Called with ``(phase, done, total)``; keeps one bar for each phase. ``total`` is None while unknown."""

    def __init__(self) -> None:
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            Rate(),
            TimeElapsedColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int | None) -> None:
        if phase in _STEPS and not done:
            total = None  # how far it is within a step isn't known: a bar that moves, instead of 0 of 1
        if phase not in self._tasks:
            self._tasks[phase] = self._bars.add_task(phase, total=total)
        self._bars.update(self._tasks[phase], completed=done, total=total)

    def __enter__(self) -> "Progress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
