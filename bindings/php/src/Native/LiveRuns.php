<?php

declare(strict_types=1);

namespace Haulage\Native;

use Haulage\Run;

/**
 * Closes at shutdown what is still searching. Needed because after "Maximum execution time exceeded" PHP runs no destructors,
 * and a worker of FPM would carry the thread into its next requests.
 *
 * @internal
 */
final class LiveRuns
{
    /** @var \WeakReference<Run>[]|null */
    private static ?array $runs = null;

    public static function add(Run $run): void
    {
        if (self::$runs === null) {
            self::$runs = [];
            register_shutdown_function([self::class, 'close']);
        }
        self::$runs = array_filter(self::$runs, static function (\WeakReference $reference): bool {
            return $reference->get() !== null;
        });
        self::$runs[] = \WeakReference::create($run);
    }

    public static function close(): void
    {
        foreach (self::$runs ?? [] as $reference) {
            $run = $reference->get();
            if ($run !== null) {
                $run->close();
            }
        }
        self::$runs = [];
    }
}
