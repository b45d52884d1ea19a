"""Solving: a run in a thread of its own, polled, so that Ctrl-C is heard and progress is shown."""

from __future__ import annotations

from pathlib import Path

from haulage._native import Plan, Problem, Run
from haulage.progress import Limits, Watch, watch

# How long Python sits in native code at once: the bound on how late Ctrl-C is heard.
_SLICE_S = 0.05


def solve(
    problem: Problem,
    /,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    no_improvement: int | None = None,
    seed: int = 0,
    threads: int = 1,
    progress: bool | Watch = True,
) -> Plan:
    """A plan as good as the limits allow, whichever comes first; at least one must be given.

    The same ``seed``, ``iterations`` and ``threads`` give the same plan, byte for byte, in every language.

    ``progress`` shows a line in terminals and notebooks, and nothing elsewhere; a function of its own is called with a
    ``RunProgress`` some ten times a second. Ctrl-C ends the search with the best plan so far
    (``plan.run.stopped_by == "cancelled"``); a second Ctrl-C interrupts as usual.
    """
    run = Run(problem, seconds=seconds, iterations=iterations, no_improvement=no_improvement, seed=seed, threads=threads)
    with watch(progress, Limits(seconds, iterations)) as show:
        try:
            while not run.wait(_SLICE_S):
                show(run.progress())
        except KeyboardInterrupt:
            run.cancel()
            while not run.wait(_SLICE_S):
                pass
        show(run.progress())
    plan = run.take()
    assert plan is not None, "a run gives its plan once"
    return plan


def read(path: str | Path, /) -> Problem:
    """A problem from a benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) or from its document (``.json``)."""
    path = Path(path)
    text = path.read_text(encoding="utf-8", errors="replace")
    return Problem.from_json(text) if path.suffix == ".json" else Problem.from_benchmark(text)
