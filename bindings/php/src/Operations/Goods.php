<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `goods.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Goods
{
    private function __construct()
    {
    }

    /**
     * The verdict on a load of dangerous and temperature-bound goods, with its reasons.
     *
     * @param list<mixed> $goods The lines, 2,000 at the most, each with a name of its own.
     * @param array{
     *     vehicle?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `vehicle`: What carries them; left out where that is not decided yet.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function check(array $goods, array $more = []): array
    {
        return Haulage::call('goods.check', ['goods' => $goods] + $more);
    }
}
