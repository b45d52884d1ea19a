<?php

/**
 * What the doctor says in a page, and whether a page may use FFI by itself.
 */

declare(strict_types=1);

if (!class_exists(Haulage\Doctor::class)) {
    require dirname(__DIR__, 2) . '/autoload.php';
}

echo Haulage\Doctor::report();
try {
    FFI::cdef('int getpid(void);');
    echo "FFI is open to every script\n";
} catch (FFI\Exception $error) {
    echo "FFI is closed to scripts\n";
}
