<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `docks.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Docks
{
    private function __construct()
    {
    }

    /**
     * The moments at which one more load could begin, door by door.
     *
     * @param array<string, mixed>|\JsonSerializable $site The site with the slots that are taken (`current`), and in
     *     `arrivals` at least those that have one.
     * @param array<string, mixed>|\JsonSerializable $load Who would like one.
     * @param string $until Latest beginning that is of interest.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function free($site, $load, string $until): array
    {
        return Haulage::call('docks.free', ['site' => $site, 'load' => $load, 'until' => $until]);
    }

    /**
     * Door and beginning for every arrival: least lateness, fewest slots moved, least waiting.
     *
     * @param list<mixed> $doors The doors.
     * @param list<mixed> $arrivals What arrives.
     * @param array{
     *     crews?: int,
     *     current?: list<mixed>,
     * } $more
     *     - `crews`: How many vehicles can be unloaded at once, for want of crews; absent: as many as there are
     *       doors.
     *     - `current`: Slots given before, which are kept where that makes nobody late.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function schedule(array $doors, array $arrivals, array $more = []): array
    {
        return Haulage::call('docks.schedule', ['doors' => $doors, 'arrivals' => $arrivals] + $more);
    }
}
