<?php

declare(strict_types=1);

require_once dirname(__DIR__) . '/autoload.php';

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Haulage\\Tests\\', 14) === 0) {
        $file = __DIR__ . '/' . strtr(substr($class, 14), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
