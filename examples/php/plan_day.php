<?php

/**
 * php plan_day.php [--seconds=5 | --iterations=N] [--seed=1] [--out=plan.json]
 *
 * Plans the day with a progress line, has the plan checked, prints the routes.
 */

declare(strict_types=1);

use Haulage\Exception\HaulageException;
use Haulage\Exception\InvalidDocument;
use Haulage\Haulage;
use Haulage\Progress;

require __DIR__ . '/autoload.php';
require __DIR__ . '/rio_day.php';

$options = getopt('', ['seconds:', 'iterations:', 'seed:', 'out:']) + ['seconds' => '5', 'seed' => '1'];
$problem = rio_day();

$solver = Haulage::solver()
    ->withSeed((int) $options['seed'])
    ->withProgress(static function (Progress $progress): void {
        fprintf(
            STDERR,
            "\r%d routes, %d unassigned, %d iterations ",
            $progress->routes(),
            $progress->unassigned(),
            $progress->iterations()
        );
    });
$solver = isset($options['iterations'])
    ? $solver->withIterations((int) $options['iterations'])
    : $solver->withTimeLimit((float) $options['seconds']);

try {
    $plan = $solver->solve($problem);
    $report = Haulage::call('plan.check', ['problem' => $problem, 'plan' => $plan]);
} catch (InvalidDocument $error) {
    foreach ($error->faults() as $fault) {
        fprintf(STDERR, "%s: %s; %s\n", $fault->path(), $fault->cause(), $fault->remedy());
    }
    exit(1);
} catch (HaulageException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}

fwrite(STDERR, "\n");
printf("%-6s %5s %9s  %-5s  %-5s\n", 'route', 'stops', 'km', 'start', 'end');
foreach ($plan->routes() as $route) {
    $stops = $route['stops'];
    printf(
        "%-6s %5d %9.1f  %-5s  %-5s\n",
        $route['vehicle'] . ' ' . $route['number'],
        count($stops) - 2,
        $route['distance_m'] / 1000,
        substr($stops[0]['departure'], 11, 5),
        substr(end($stops)['arrival'], 11, 5)
    );
}
printf(
    "cost %s, %d unassigned, %s\n",
    $plan->costs()['total'],
    count($plan->unassigned()),
    $report['feasible'] ? 'checked: feasible' : 'NOT feasible'
);

if (isset($options['out'])) {
    file_put_contents($options['out'], $plan->toJson());
}
exit($report['feasible'] ? 0 : 1);
