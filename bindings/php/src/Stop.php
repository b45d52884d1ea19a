<?php

declare(strict_types=1);

namespace Haulage;

/**
 * One stop of a shipment: where goods come on board, or leave.
 */
final class Stop extends Document
{
    use ServesAtPlace;

    /** At a place that the problem names. */
    public static function at(string $place): self
    {
        return new self(['place' => $place]);
    }

    /** At a position of its own, in degrees. */
    public static function atPosition(float $latitude, float $longitude): self
    {
        return new self(['place' => self::position($latitude, $longitude)]);
    }

    /** Amounts taken on board or brought, in each dimension. */
    public function withAmount(int ...$amounts): self
    {
        return $this->with('amount', $amounts);
    }
}
