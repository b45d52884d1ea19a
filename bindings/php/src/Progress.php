<?php

declare(strict_types=1);

namespace Haulage;

/**
 * How a search stands.
 */
final class Progress
{
    /** @var array<string, mixed> */
    private array $fields;

    /** @internal */
    public static function fromJson(string $json): self
    {
        $progress = new self();
        $progress->fields = Haulage::decode($json);
        return $progress;
    }

    /** Iterations done. */
    public function iterations(): int
    {
        return $this->fields['iterations'];
    }

    /** Routes of the best plan. */
    public function routes(): int
    {
        return $this->fields['routes'];
    }

    /** Jobs and shipments that it does not serve. */
    public function unassigned(): int
    {
        return $this->fields['unassigned'];
    }

    /**
     * @return array<string, mixed>
     */
    public function toArray(): array
    {
        return $this->fields;
    }
}
