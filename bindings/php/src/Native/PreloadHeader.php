<?php

declare(strict_types=1);

namespace Haulage\Native;

use Haulage\Exception\Misuse;

/**
 * The header for `ffi.preload`: the declarations, with the scope's name and the library's absolute path.
 *
 * @internal
 */
final class PreloadHeader
{
    /**
     * Writes it, and returns the lines for php.ini.
     */
    public static function write(string $file): string
    {
        $library = Locator::find();
        // The system's loader finds a library by its name; a file must be named in full.
        $path = realpath($library);
        $header = sprintf("#define FFI_SCOPE \"%s\"\n#define FFI_LIB \"%s\"\n", Library::SCOPE, $path ?: $library)
            . Library::header();
        if (@file_put_contents($file, $header) === false) {
            throw new Misuse("{$file} cannot be written.", 0, 'preload.not_written');
        }
        return implode("\n", [
            '; for php.ini of FPM; restart it afterwards',
            'ffi.enable=preload',
            'ffi.preload=' . realpath($file),
            'opcache.enable=1',
            'opcache.preload=' . dirname(__DIR__, 2) . '/preload.php',
            'opcache.preload_user=www-data',
        ]) . "\n";
    }
}
