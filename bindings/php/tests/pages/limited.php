<?php

/**
 * A page that asks for far more time than `max_execution_time` leaves it.
 */

declare(strict_types=1);

use Haulage\Haulage;
use Haulage\Tests\Support\Days;

if (!class_exists(Haulage::class)) {
    require dirname(__DIR__, 2) . '/autoload.php';
}
require_once dirname(__DIR__) . '/Support/Days.php';

$threads = (int) ($_GET['threads'] ?? 1);
echo Haulage::solver()->withTimeLimit(600)->withThreads($threads)->solve(Days::small())->stoppedBy();
