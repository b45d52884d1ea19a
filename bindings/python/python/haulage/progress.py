"""How a solve shows itself: a line in a terminal, a bar in a notebook, nothing elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TextIO

from haulage._native import RunProgress

Watch = Callable[[RunProgress], object]
"""What is told how a run stands."""

_WIDTH = 24
_EVERY_S = 0.1


class Limits(NamedTuple):
    """What a run's length is known by."""

    seconds: float | None
    iterations: int | None

    def spent(self, elapsed: float, progress: RunProgress) -> float | None:
        """The part that is spent, from 0 to 1; ``None`` where no limit says."""
        parts = []
        if self.seconds is not None:
            parts.append(elapsed / self.seconds if self.seconds > 0 else 1.0)
        if self.iterations is not None:
            parts.append(progress.iterations / self.iterations if self.iterations > 0 else 1.0)
        return min(max(parts), 1.0) if parts else None


@contextmanager
def watch(wanted: bool | Watch, limits: Limits) -> Iterator[Watch]:
    """What ``solve`` tells how it stands, with its own clean-up."""
    if callable(wanted):
        yield _seldom(wanted)
    elif not wanted:
        yield lambda progress: None
    elif _in_notebook():
        yield _Notebook(limits)
    elif sys.stderr is not None and sys.stderr.isatty():
        line = _Terminal(limits, sys.stderr)
        try:
            yield line
        finally:
            line.close()
    else:
        yield lambda progress: None


def _seldom(watch: Watch) -> Watch:
    """Some ten times a second and not more."""
    last = float("-inf")

    def call(progress: RunProgress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY_S:
            last = now
            watch(progress)

    return call


def _in_notebook() -> bool:
    # Only a kernel has a display that takes HTML; IPython in a terminal is a terminal.
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return type(shell).__name__ == "ZMQInteractiveShell"


def _describe(elapsed: float, progress: RunProgress) -> str:
    cost = "searching" if progress.best_cost is None else f"cost {progress.best_cost:,.2f}"
    unassigned = f", {progress.unassigned} unassigned" if progress.unassigned else ""
    return f"{elapsed:5.1f} s  {cost}, {progress.routes} routes{unassigned}, {progress.iterations:,} iterations"


class _Terminal:
    """One line, written over itself."""

    def __init__(self, limits: Limits, stream: TextIO) -> None:
        self._limits = limits
        self._stream = stream
        self._start = time.monotonic()
        self._shown = 0
        self._write = _seldom(self._draw)

    def __call__(self, progress: RunProgress) -> None:
        self._write(progress)

    def _draw(self, progress: RunProgress) -> None:
        elapsed = time.monotonic() - self._start
        spent = self._limits.spent(elapsed, progress)
        full = round((spent or 0) * _WIDTH)
        bar = "" if spent is None else f"[{'=' * full}{' ' * (_WIDTH - full)}] "
        line = bar + _describe(elapsed, progress)
        self._stream.write("\r" + line.ljust(self._shown))
        self._stream.flush()
        self._shown = len(line)

    def close(self) -> None:
        if self._shown:
            self._stream.write("\n")
            self._stream.flush()


class _Notebook:
    """A bar under the cell, replaced in place."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._start = time.monotonic()
        self._handle: Any = None
        self._write = _seldom(self._draw)

    def __call__(self, progress: RunProgress) -> None:
        self._write(progress)

    def _draw(self, progress: RunProgress) -> None:
        display: Any = sys.modules["IPython"].display
        elapsed = time.monotonic() - self._start
        spent = self._limits.spent(elapsed, progress)
        bar = "" if spent is None else f'<progress value="{spent:.3f}" max="1"></progress> '
        html = display.HTML(f"{bar}<code>{_describe(elapsed, progress)}</code>")
        if self._handle is None:
            self._handle = display.display(html, display_id=True)
        else:
            self._handle.update(html)
