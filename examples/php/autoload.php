<?php

/**
 * The classes: preloaded in FPM, from Composer where that installed them, else from this repository.
 */

declare(strict_types=1);

if (!class_exists(Haulage\Haulage::class)) {
    $composer = __DIR__ . '/vendor/autoload.php';
    require is_file($composer) ? $composer : dirname(__DIR__, 2) . '/bindings/php/autoload.php';
}
