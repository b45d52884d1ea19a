<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `promise` and `promise.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Promise
{
    private function __construct()
    {
    }

    /**
     * By when goods ordered now are delivered at the earliest and latest, and why not sooner.
     *
     * @param string $ordered_at The moment of the order.
     * @param array<string, mixed>|\JsonSerializable $origin Where the goods are made ready.
     * @param array<string, mixed>|\JsonSerializable $delivery Where they are delivered.
     * @param array{
     *     transit?: list<mixed>,
     *     wanted_on?: string,
     *     departure?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `transit`: How they travel, in order; empty when they are delivered from the origin itself.
     *     - `wanted_on`: The day the consignee wants them; refused when it cannot be kept.
     *     - `departure`: A departure with the cut-offs that it imposes.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function promise(string $ordered_at, $origin, $delivery, array $more = []): array
    {
        return Haulage::call('promise', ['ordered_at' => $ordered_at, 'origin' => $origin, 'delivery' => $delivery] + $more);
    }
}
