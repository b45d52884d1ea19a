<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * A defect of Haulage, or the system refused memory or a thread.
 */
final class InternalError extends \RuntimeException implements HaulageException
{
    use Reasoned;
}
