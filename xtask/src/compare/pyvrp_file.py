"""Solves a file of PyVRP's own dialect with PyVRP, which reads it itself: pyvrp_file.py FILE ROUNDING SECONDS SEED."""
import json, sys, time

import pyvrp

file, rounding, seconds, seed = sys.argv[1:5]
data = pyvrp.read(file, round_func=rounding)
begun = time.perf_counter()
result = pyvrp.solve(data, stop=pyvrp.stop.MaxRuntime(float(seconds)), seed=int(seed), collect_stats=False, display=False)
feasible = result.is_feasible()
print(json.dumps({
    "feasible": feasible,
    "vehicles": sum(1 for _ in result.best.routes()),
    "cost": result.cost() if feasible else None,
    "solve_s": round(time.perf_counter() - begun, 3),
}))
