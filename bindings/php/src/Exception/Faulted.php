<?php

declare(strict_types=1);

namespace Haulage\Exception;

use Haulage\Fault;

/**
 * An exception that lists everything that was found wrong.
 *
 * @internal
 */
trait Faulted
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
