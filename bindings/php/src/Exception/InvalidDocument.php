<?php

declare(strict_types=1);

namespace Haulage\Exception;

use Haulage\Fault;

/**
 * A document that is not valid, with everything that is wrong with it.
 */
final class InvalidDocument extends \InvalidArgumentException implements HaulageException
{
    use Reasoned {
        Reasoned::__construct as private explain;
    }

    /** @var Fault[] */
    private array $faults;

    /**
     * @param Fault[] $faults
     */
    public function __construct(string $message, int $status, string $reason, array $faults)
    {
        $this->explain($message, $status, $reason);
        $this->faults = $faults;
    }

    /**
     * @return Fault[]
     */
    public function faults(): array
    {
        return $this->faults;
    }
}
