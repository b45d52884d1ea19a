<?php

declare(strict_types=1);

namespace Haulage\Tests\Support;

use Haulage\Job;
use Haulage\Problem;
use Haulage\Vehicle;

/**
 * Problems for tests.
 */
final class Days
{
    /** Jobs around a depot, two vans. */
    public static function small(int $jobs = 20): Problem
    {
        $list = [];
        for ($i = 0; $i < $jobs; $i++) {
            $list[] = Job::atPosition("job {$i}", -22.8 - ($i * 7 % 20) / 100, -43.3 + ($i * 13 % 20) / 100)
                ->withDelivery(1 + $i % 5)
                ->withService(180);
        }
        return Problem::create()
            ->withGreatCircle('van', 1.3, 30)
            ->withPlace('depot', -22.806, -43.378)
            ->withVehicles(Vehicle::named('van')->withCount(4)->withDepot('depot')->withCapacity(25))
            ->withJobs(...$list);
    }

    /** Threads of this process. */
    public static function threads(): int
    {
        return count(glob('/proc/self/task/*'));
    }

    /** Resident memory of this process in kilobytes. */
    public static function residentKb(): int
    {
        preg_match('/^VmRSS:\s+(\d+)/m', (string) file_get_contents('/proc/self/status'), $found);
        return (int) $found[1];
    }
}
