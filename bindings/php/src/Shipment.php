<?php

declare(strict_types=1);

namespace Haulage;

/**
 * Goods picked up at one or more places and delivered at one or more, on one route, every pickup before every delivery.
 */
final class Shipment extends Document
{
    use Requested;

    public static function between(string $id, Stop $pickup, Stop $delivery): self
    {
        return new self(['id' => $id, 'pickups' => [$pickup], 'deliveries' => [$delivery]]);
    }

    /** With further places where goods come on board. */
    public function withPickups(Stop ...$stops): self
    {
        return $this->adding('pickups', $stops);
    }

    /** With further places where goods leave. */
    public function withDeliveries(Stop ...$stops): self
    {
        return $this->adding('deliveries', $stops);
    }
}
