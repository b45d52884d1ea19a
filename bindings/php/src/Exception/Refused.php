<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * The request is well formed, and a rule of the field says no, with all that it objects to.
 */
final class Refused extends \DomainException implements HaulageException
{
    use Faulted;
}
