<?php

declare(strict_types=1);

namespace Haulage;

/**
 * What a job and a shipment share: who may serve it, and what leaving it out costs.
 *
 * @internal
 */
trait Requested
{
    /** Skills that a vehicle must have. */
    public function withSkills(string ...$skills): self
    {
        return $this->with('skills', $skills);
    }

    /** Vehicle types that may serve it. */
    public function withVehicles(string ...$types): self
    {
        return $this->with('vehicles', $types);
    }

    /** Vehicle types that may not serve it. */
    public function withoutVehicles(string ...$types): self
    {
        return $this->with('forbidden_vehicles', $types);
    }

    /** Lines of the problem's goods that travel with it. */
    public function withGoods(string ...$lines): self
    {
        return $this->with('goods', $lines);
    }

    /**
     * Makes it optional: leaving it out costs this much.
     *
     * @param int|string $amount an integer or a decimal text, never a float
     */
    public function withPrize($amount): self
    {
        return $this->with('prize', self::amount($amount));
    }

    /** When not all can be served: one of priority p counts as much as p + 1 plain ones (0 to 100). */
    public function withPriority(int $priority): self
    {
        return $this->with('priority', $priority);
    }
}
