<?php

/**
 * A page that plans a day: ?iterations=…&seed=…
 */

declare(strict_types=1);

use Haulage\Exception\HaulageException;
use Haulage\Haulage;
use Haulage\Tests\Support\Days;

if (!class_exists(Haulage::class)) {
    require dirname(__DIR__, 2) . '/autoload.php';
}
require_once dirname(__DIR__) . '/Support/Days.php';

header('Content-Type: application/json');
try {
    $solver = Haulage::solver()->withIterations((int) $_GET['iterations'])->withSeed((int) $_GET['seed']);
    echo $solver->solve(Days::small())->toJson();
} catch (HaulageException $error) {
    http_response_code(500);
    echo json_encode(['class' => get_class($error), 'message' => $error->getMessage()]);
}
