<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `vroom.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Vroom
{
    private function __construct()
    {
    }

    /**
     * VROOM's problem document in, VROOM's solution document out.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The document, as `vroom` takes it.
     * @param array{
     *     roads?: array<string, mixed>|\JsonSerializable,
     *     options?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `roads`: How ways are computed where it has no matrices; absent: great circles × 1.3 at 50 km/h.
     *     - `options`: How to search and when to stop; absent: as the document's flags `x`, `t` and `l` say.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function solve($problem, array $more = []): array
    {
        return Haulage::call('vroom.solve', ['problem' => $problem] + $more);
    }
}
