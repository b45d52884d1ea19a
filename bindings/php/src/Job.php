<?php

declare(strict_types=1);

namespace Haulage;

/**
 * A job: one stop.
 */
final class Job extends Document
{
    use Requested;
    use ServesAtPlace;

    /** At a place that the problem names. */
    public static function at(string $id, string $place): self
    {
        return new self(['id' => $id, 'place' => $place]);
    }

    /** At a position of its own, in degrees. */
    public static function atPosition(string $id, float $latitude, float $longitude): self
    {
        return new self(['id' => $id, 'place' => self::position($latitude, $longitude)]);
    }

    /** Amounts brought from the route's start, in each dimension. */
    public function withDelivery(int ...$amounts): self
    {
        return $this->with('delivery', $amounts);
    }

    /** Amounts taken to the route's end, in each dimension. */
    public function withPickup(int ...$amounts): self
    {
        return $this->with('pickup', $amounts);
    }
}
