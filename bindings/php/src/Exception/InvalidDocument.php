<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * A document that is not valid, with everything that is wrong with it.
 */
final class InvalidDocument extends \InvalidArgumentException implements HaulageException
{
    use Faulted;
}
