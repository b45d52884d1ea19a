<?php

declare(strict_types=1);

namespace Haulage\Native;

use Haulage\Exception\LibraryNotFound;

/**
 * Where the native library is: environment, constant, beside the package, the system; the first that is there.
 *
 * @internal
 */
final class Locator
{
    private const HELP = 'Set the environment variable or the constant HAULAGE_LIBRARY to its path; '
        . '`bin/haulage doctor` shows where it is looked for.';

    /**
     * A path, or a name for the system's loader.
     *
     * @throws LibraryNotFound when a path was set and nothing is there
     */
    public static function find(): string
    {
        foreach (self::candidates() as $origin => $path) {
            if ($path === null) {
                continue;
            }
            if ($origin === 'system' || is_file($path)) {
                return $path;
            }
            if ($origin !== 'package') {
                $message = "There is no library at {$path}, where the {$origin} HAULAGE_LIBRARY points.";
                throw new LibraryNotFound($message, 0, 'library.not_found');
            }
        }
        throw self::missing('there is none in the package', null);
    }

    /**
     * Every place in the order of the search; null where nothing is set.
     *
     * @return array<string, string|null>
     */
    public static function candidates(): array
    {
        $variable = getenv('HAULAGE_LIBRARY');
        $constant = defined('HAULAGE_LIBRARY') ? constant('HAULAGE_LIBRARY') : null;
        return [
            'environment variable' => $variable === false || $variable === '' ? null : $variable,
            'constant' => is_string($constant) ? $constant : null,
            'package' => dirname(__DIR__, 2) . '/lib/' . self::platform() . '/' . self::fileName(),
            'system' => self::systemName(),
        ];
    }

    /** Such as `linux-x86_64`. */
    public static function platform(): string
    {
        return strtolower(PHP_OS_FAMILY) . '-' . strtolower(php_uname('m'));
    }

    public static function missing(string $why, ?\Throwable $previous): LibraryNotFound
    {
        $tried = implode(', ', array_filter(self::candidates()));
        return new LibraryNotFound("The library libhaulage cannot be loaded: {$why} (looked for: {$tried}). "
            . self::HELP, 0, 'library.not_found', $previous);
    }

    private static function fileName(): string
    {
        $names = ['Windows' => 'haulage.dll', 'Darwin' => 'libhaulage.dylib'];
        return $names[PHP_OS_FAMILY] ?? 'libhaulage.so';
    }

    private static function systemName(): string
    {
        $abi = Library::ABI;
        $names = ['Windows' => 'haulage.dll', 'Darwin' => "libhaulage.{$abi}.dylib"];
        return $names[PHP_OS_FAMILY] ?? "libhaulage.so.{$abi}";
    }
}
