<?php

/**
 * The same day as a page: `php -S localhost:8000 examples/php/page.php`, or through FPM. ?seconds=3&seed=1
 */

declare(strict_types=1);

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

require __DIR__ . '/autoload.php';
require __DIR__ . '/rio_day.php';

$seconds = min(20.0, max(0.1, (float) ($_GET['seconds'] ?? 3)));
$text = static function (string $text): string {
    return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
};

try {
    $solver = Haulage::solver()->withSeed((int) ($_GET['seed'] ?? 1))->withTimeLimit($seconds);
    $plan = $solver->solve(rio_day());
} catch (HaulageException $error) {
    http_response_code(500);
    echo '<!doctype html><title>No plan</title><p>', $text($error->getMessage());
    return;
}
?>
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A day in Rio de Janeiro</title>
<style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
    td.number, th.number { text-align: right; }
</style>
<h1>A day in Rio de Janeiro</h1>
<p>
    <?= count($plan->routes()) ?> routes, <?= number_format($plan->totals()['distance_m'] / 1000, 1) ?> km,
    <?= $text($plan->costs()['total']) ?> BRL, <?= count($plan->unassigned()) ?> unassigned;
    <?= number_format($plan->iterations()) ?> iterations, ended by <?= $text($plan->stoppedBy()) ?>.
</p>
<table>
    <tr><th>Vehicle<th class="number">Stops<th class="number">km<th>Start<th>End
    <?php foreach ($plan->routes() as $route) : ?>
        <?php $stops = $route['stops']; ?>
        <tr>
            <td><?= $text($route['vehicle'] . ' ' . $route['number']) ?>
            <td class="number"><?= count($stops) - 2 ?>
            <td class="number"><?= number_format($route['distance_m'] / 1000, 1) ?>
            <td><?= $text(substr($stops[0]['departure'], 11, 5)) ?>
            <td><?= $text(substr(end($stops)['arrival'], 11, 5)) ?>
    <?php endforeach ?>
</table>
</html>
