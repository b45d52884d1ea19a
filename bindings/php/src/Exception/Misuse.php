<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * The calling program uses the package in a way that cannot work.
 */
final class Misuse extends \LogicException implements HaulageException
{
    use Reasoned;
}
