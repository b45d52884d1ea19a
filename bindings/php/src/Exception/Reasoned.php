<?php

declare(strict_types=1);

namespace Haulage\Exception;

/**
 * An exception with a stable code beside its message.
 *
 * @internal
 */
trait Reasoned
{
    private string $reason;

    public function __construct(string $message, int $status, string $reason, ?\Throwable $previous = null)
    {
        parent::__construct($message, $status, $previous);
        $this->reason = $reason;
    }

    public function reason(): string
    {
        return $this->reason;
    }
}
