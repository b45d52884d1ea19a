<?php

/**
 * Loads the classes without Composer: `require '…/haulage/autoload.php';`
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Haulage\\', 8) === 0) {
        $file = __DIR__ . '/src/' . strtr(substr($class, 8), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
