<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `handling.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Handling
{
    private function __construct()
    {
    }

    /**
     * Handling units packed, unpacked, split, merged and received in parts; goods conserved.
     *
     * @param list<mixed> $steps The steps, in their order. One that is refused refuses all.
     * @param array{
     *     load?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `load`: The load before; nothing when absent.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function apply(array $steps, array $more = []): array
    {
        return Haulage::call('handling.apply', ['steps' => $steps] + $more);
    }
}
