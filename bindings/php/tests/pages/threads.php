<?php

/**
 * A page that tells how many threads its worker has, and the other one of them.
 */

declare(strict_types=1);

require_once dirname(__DIR__) . '/Support/Days.php';

echo getmypid(), ' ', Haulage\Tests\Support\Days::threads();
