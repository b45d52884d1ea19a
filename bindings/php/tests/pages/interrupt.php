<?php

/**
 * A script that is interrupted while it searches.
 */

declare(strict_types=1);

use Haulage\Haulage;
use Haulage\Tests\Support\Days;

require dirname(__DIR__, 2) . '/autoload.php';
require dirname(__DIR__) . '/Support/Days.php';

pcntl_async_signals(true);
pcntl_signal(SIGALRM, static function (): void {
    throw new RuntimeException('interrupted');
});
pcntl_alarm(1);
try {
    Haulage::solver()->withTimeLimit(60)->solve(Days::small());
} catch (RuntimeException $interrupt) {
    echo $interrupt->getMessage(), ', threads: ', Days::threads(), "\n";
}
