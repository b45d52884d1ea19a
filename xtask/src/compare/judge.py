"""Prices our solution with the shared folder's independent reader: judge.py PEERS INSTANCE CONVENTION BKS SOLUTION."""
import json, os, sys

sys.path.insert(0, sys.argv[1])
import instances

instance, convention, best_known, solution = sys.argv[2:6]
name = os.path.splitext(os.path.basename(instance))[0]
problem = instances.read(instance)
errors, vehicles, cost = instances.check(problem, instances.read_sol(solution)[0], convention)
best = instances.bks(best_known, name, convention)
print(json.dumps({
    "feasible": not errors, "errors": errors[:3], "vehicles": vehicles, "cost": cost,
    "bks_vehicles": best and best[0], "bks_cost": best and best[1],
    "gap_pct": 100 * (cost / best[1] - 1) if best and not errors else None,
}))
