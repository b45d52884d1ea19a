<?php

declare(strict_types=1);

namespace Haulage\Native;

/**
 * What is left of `max_execution_time`.
 *
 * @internal
 */
final class ExecutionTime
{
    /** Part of the limit that stays for the script after a search, and the most of it in seconds. */
    private const RESERVE = 0.1;
    private const LONGEST_RESERVE = 2.0;

    /**
     * Seconds that a search in one thread may take; null without a limit.
     *
     * PHP counts the processor time of all threads since the request began, and does not tell. The wall clock since then is
     * never less, as long as one thread works at a time, which holds here: PHP sleeps while the search runs.
     */
    public static function left(): ?float
    {
        $limit = (float) ini_get('max_execution_time');
        if ($limit <= 0.0) {
            return null;
        }
        $elapsed = microtime(true) - (float) ($_SERVER['REQUEST_TIME_FLOAT'] ?? microtime(true));
        $reserve = min(self::LONGEST_RESERVE, $limit * self::RESERVE);
        return max(0.0, $limit - $elapsed - $reserve);
    }
}
