<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * The native library is not there, or PHP is not allowed to load it; the message says which and what to do.
 */
final class LibraryNotFound extends \RuntimeException implements HaulageException
{
    use Reasoned;
}
