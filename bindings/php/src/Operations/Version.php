<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `version` and `version.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Version
{
    private function __construct()
    {
    }

    /**
     * Which library this is, and its operations.
     *
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function version(): array
    {
        return Haulage::call('version', []);
    }
}
