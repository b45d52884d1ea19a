<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * There is no operation of that name.
 */
final class UnknownOperation extends \LogicException implements HaulageException
{
    use Reasoned;
}
