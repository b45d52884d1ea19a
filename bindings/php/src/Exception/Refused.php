<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * The request is well formed, and a rule of the field says no.
 */
final class Refused extends \DomainException implements HaulageException
{
    use Reasoned;
}
