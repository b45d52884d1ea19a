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
     * A benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) as a problem document.
     *
     * @param string $text Its text: VRPLIB, Solomon, Li and Lim, or Cordeau; which one shows in its first lines.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function read(string $text): array
    {
        return Haulage::call('problem.read', ['text' => $text]);
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
