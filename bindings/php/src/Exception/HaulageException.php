<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * Everything that this package throws; `getCode()` is the status number of the C interface, 0 where none is involved.
 */
interface HaulageException extends \Throwable
{
    /** Stable code for programs, such as `document.invalid`. */
    public function reason(): string;
}
