<?php

declare(strict_types=1);

namespace Haulage;

use Haulage\Exception\HaulageException;
use Haulage\Native\Library;
use Haulage\Native\Locator;

/**
 * Says which set-up it finds. On the command line `bin/haulage doctor`; in a page, whose php.ini is often another one:
 * `echo Haulage\Doctor::report();`
 */
final class Doctor
{
    public static function report(): string
    {
        $lines = [
            'PHP ' . PHP_VERSION . ' (' . PHP_SAPI . '), ' . Locator::platform(),
            'extension ffi: ' . (extension_loaded('ffi') ? 'yes' : 'no; install or enable it'),
        ];
        foreach (['ffi.enable', 'ffi.preload', 'opcache.enable', 'opcache.preload', 'max_execution_time'] as $setting) {
            $lines[] = sprintf('%s = %s', $setting, (string) ini_get($setting));
        }
        foreach (Locator::candidates() as $origin => $path) {
            $lines[] = sprintf('library by %s: %s', $origin, $path === null ? 'not set' : self::describe($origin, $path));
        }
        $lines[] = self::verdict();
        return implode("\n", $lines) . "\n";
    }

    /** Whether the library can be used here and now. */
    public static function isWell(): bool
    {
        return strncmp(self::verdict(), 'works', 5) === 0;
    }

    private static function describe(string $origin, string $path): string
    {
        return $origin === 'system' ? $path : $path . (is_file($path) ? ' (there)' : ' (not there)');
    }

    private static function verdict(): string
    {
        if (!extension_loaded('ffi')) {
            return 'does not work: PHP has no FFI';
        }
        try {
            $library = Library::get();
            return sprintf('works: version %s, ABI %d, from %s', $library->version(), $library->abi(), $library->origin());
        } catch (HaulageException $error) {
            return 'does not work: ' . $error->getMessage();
        }
    }
}
