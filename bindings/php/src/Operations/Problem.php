<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `problem.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Problem
{
    private function __construct()
    {
    }

    /**
     * A benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) or VROOM's document as a problem document.
     *
     * @param array{
     *     text?: string,
     *     vroom?: array<string, mixed>|\JsonSerializable,
     *     roads?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `text`: Text of a file: VRPLIB, Solomon, Li and Lim, or Cordeau; which one shows in its first lines.
     *     - `vroom`: VROOM's problem document.
     *     - `roads`: How ways are computed where VROOM's document has no matrices; absent: great circles × 1.3 at 50
     *       km/h.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function read(array $more = []): array
    {
        return Haulage::call('problem.read', $more);
    }

    /**
     * Every fault of a routing problem, with path, cause and remedy.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The problem.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function validate($problem): array
    {
        return Haulage::call('problem.validate', ['problem' => $problem]);
    }
}
