<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * The native library speaks another version of the interface than this package.
 */
final class AbiMismatch extends \RuntimeException implements HaulageException
{
    use Reasoned;
}
