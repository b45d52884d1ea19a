<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * A run was closed before its result was taken.
 */
final class Cancelled extends \RuntimeException implements HaulageException
{
    use Reasoned;
}
