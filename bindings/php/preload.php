<?php

/**
 * For `opcache.preload`: loads the classes and nothing else. Under `ffi.enable=preload` only preloaded classes may use FFI;
 * the library itself is bound by `ffi.preload`, see `bin/haulage preload`.
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

(static function (): void {
    $source = __DIR__ . '/src/';
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($source, FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        $name = substr($file->getPathname(), strlen($source), -strlen('.php'));
        $class = 'Haulage\\' . strtr($name, '/', '\\');
        class_exists($class) || interface_exists($class) || trait_exists($class);
    }
})();
