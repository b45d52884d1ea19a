"""Solving: reproducible, interruptible, and checked by the judge."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from conftest import make_problem

import haulage
from haulage import HaulageError, Plan, Problem, Run, RunProgress, ValidationError

THREADS = Path("/proc/self/task")


def test_a_plan_serves_every_job_and_the_judge_agrees(problem: Problem, plan: Plan) -> None:
    report = haulage.check(problem, plan)
    assert report.feasible
    assert report.violations == ()
    assert report.costs == plan.costs
    assert plan.totals.tasks == 12
    assert plan.unassigned == ()


def test_the_same_seed_and_iterations_give_the_same_bytes_through_every_door(problem: Problem) -> None:
    ours = haulage.solve(problem, iterations=3_000, seed=11, progress=False)
    again = haulage.solve(problem, iterations=3_000, seed=11, progress=False)
    request = {"problem": problem, "options": {"seed": 11, "iterations": 3_000}}
    assert ours.to_json() == again.to_json()
    assert ours.run == again.run == haulage.RunReport(seed=11, iterations=3_000, stopped_by="iterations")
    reply = haulage.call("plan.solve", request)
    assert ours.run is not None
    assert reply["run"] == ours.run.to_dict()
    text = haulage.call_json("plan.solve", json.dumps({**request, "problem": problem.to_dict()}))
    assert text.startswith('{"plan":' + ours.to_json() + ',"run":')


def test_several_threads_search_and_give_the_same_plan_each_time(problem: Problem) -> None:
    ours = haulage.solve(problem, iterations=1_000, seed=11, threads=2, progress=False)
    options = {"seed": 11, "iterations": 1_000, "threads": 2}
    assert ours.to_dict() == haulage.call("plan.solve", {"problem": problem, "options": options})["plan"]
    with pytest.raises(ValidationError) as caught:
        haulage.solve(problem, iterations=1, threads=0)
    assert caught.value.faults[0].code == "options.threads"


def test_a_search_without_a_limit_is_refused(problem: Problem) -> None:
    with pytest.raises(ValidationError) as caught:
        haulage.solve(problem)
    assert caught.value.faults[0].code == "options.no_limit"
    assert "seconds" in caught.value.faults[0].remedy


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf"), 1e300])
def test_a_time_that_is_none_is_refused(problem: Problem, seconds: float) -> None:
    with pytest.raises(ValueError):
        haulage.solve(problem, seconds=seconds)


def test_a_search_of_no_iterations_still_gives_a_plan(problem: Problem) -> None:
    plan = haulage.solve(problem, iterations=0)
    assert haulage.check(problem, plan).feasible


def test_progress_is_told_to_a_function(problem: Problem) -> None:
    told: list[RunProgress] = []
    haulage.solve(problem, seconds=0.5, progress=told.append)
    assert told
    assert all(progress.iterations >= 0 for progress in told)
    assert told[-1].best_cost is not None


def test_an_error_of_the_progress_function_ends_the_search(problem: Problem) -> None:
    def fail(progress: RunProgress) -> None:
        raise RuntimeError("seen enough")

    with pytest.raises(RuntimeError, match="seen enough"):
        haulage.solve(problem, seconds=60, progress=fail)


def test_other_threads_go_on_while_a_search_runs(problem: Problem) -> None:
    turns = 0
    done = threading.Event()

    def count() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1

    thread = threading.Thread(target=count)
    thread.start()
    try:
        haulage.solve(problem, seconds=0.5, progress=False)
    finally:
        done.set()
        thread.join()
    assert turns > 1_000


def test_searches_in_several_threads_do_not_disturb_each_other(problem: Problem) -> None:
    plans: list[str] = []
    threads = [
        threading.Thread(target=lambda: plans.append(haulage.solve(problem, iterations=2_000, seed=5).to_json()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(plans) == 4
    assert len(set(plans)) == 1


def test_ctrl_c_ends_the_search_with_the_best_plan_so_far(tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(
        textwrap.dedent("""
        import haulage
        from conftest import make_problem

        problem = make_problem(60)
        print("started", flush=True)
        plan = haulage.solve(problem, seconds=600)
        print(plan.run.stopped_by, haulage.check(problem, plan).feasible, plan.totals.tasks, flush=True)
        """)
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    child = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    assert child.stdout.readline() == "started\n"
    time.sleep(1.0)
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=30)
    assert child.returncode == 0
    stopped_by, feasible, tasks = out.split()
    assert (stopped_by, feasible) == ("cancelled", "True")
    assert int(tasks) > 0


def test_a_run_is_polled_cancelled_and_taken_once(problem: Problem) -> None:
    run = Run(problem, seconds=600, seed=1)
    assert not run.wait(0.01)
    while run.progress().best_cost is None:
        run.wait(0.01)
    run.cancel()
    plan = run.take()
    assert plan is not None and plan.run is not None
    assert plan.run.stopped_by == "cancelled"
    assert run.wait(0)
    assert run.take() is None


@pytest.mark.skipif(not THREADS.exists(), reason="counts threads as Linux lists them")
def test_letting_go_of_a_run_ends_its_thread(problem: Problem) -> None:
    before = len(list(THREADS.iterdir()))
    for _ in range(20):
        Run(problem, seconds=600)
    assert len(list(THREADS.iterdir())) == before


def _solve_in_a_child(queue: multiprocessing.Queue[str], run: Run) -> None:
    try:
        run.cancel()
    except ValueError as error:
        queue.put(str(error))
    queue.put(haulage.solve(make_problem(), iterations=1_000, seed=2).to_json())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_solves_and_leaves_its_parents_run_alone(problem: Problem) -> None:
    context = multiprocessing.get_context("fork")
    queue: multiprocessing.Queue[str] = context.Queue()
    run = Run(problem, seconds=600)
    child = context.Process(target=_solve_in_a_child, args=(queue, run))
    child.start()
    assert "belongs to the process" in queue.get(timeout=30)
    assert queue.get(timeout=30) == haulage.solve(make_problem(), iterations=1_000, seed=2).to_json()
    child.join(30)
    assert child.exitcode == 0
    assert not run.wait(0)


def test_errors_have_one_class_a_kind() -> None:
    with pytest.raises(haulage.UnknownOperationError) as unknown:
        haulage.call("plan.guess", {})
    assert isinstance(unknown.value, LookupError) and isinstance(unknown.value, HaulageError)
    with pytest.raises(TypeError, match="records, Decimals, days, aware datetimes or paths"):
        haulage.call("version", {"amount": object()})
    with pytest.raises(ValueError):
        haulage.call("version", {"amount": float("nan")})
    assert "plan.solve" in haulage.call("version", {})["operations"]
    assert haulage.call("version", {})["version"] == haulage.__version__
