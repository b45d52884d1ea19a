<?php

/**
 * A page that starts a search, forgets it, and runs into PHP's time limit.
 */

declare(strict_types=1);

use Haulage\Haulage;
use Haulage\Tests\Support\Days;

if (!class_exists(Haulage::class)) {
    require dirname(__DIR__, 2) . '/autoload.php';
}
require_once dirname(__DIR__) . '/Support/Days.php';

$run = Haulage::solver()->withTimeLimit(600)->withExecutionTime(600)->start(Days::small());
for (;;) {
    $run->progress();
}
