<?php

declare(strict_types=1);

namespace Haulage;

/**
 * A routing problem: places, ways of travelling, vehicles, jobs and shipments.
 */
final class Problem extends Document
{
    /** @var array<string, Matrix> */
    private array $matrices = [];

    public static function create(): self
    {
        return new self([]);
    }

    /**
     * From the text of a benchmark file: VRPLIB, Solomon, Li and Lim, or Cordeau.
     *
     * @throws Exception\HaulageException
     */
    public static function read(string $text): self
    {
        return self::fromArray(Haulage::call('problem.read', ['text' => $text])['problem']);
    }

    /**
     * Ties second zero to an instant; with a zone, the plan is written in its time (IANA name).
     *
     * @param string|\DateTimeInterface $start
     */
    public function withClock($start, ?string $zone = null): self
    {
        $clock = ['start' => self::moment($start)];
        return $this->with('clock', $zone === null ? $clock : $clock + ['zone' => $zone]);
    }

    /** Currency of all costs (ISO 4217). */
    public function withCurrency(string $currency): self
    {
        return $this->with('currency', $currency);
    }

    /** A further place, in degrees; for a matrix its name is enough. */
    public function withPlace(string $id, ?float $latitude = null, ?float $longitude = null): self
    {
        $place = ['id' => $id];
        if ($latitude !== null && $longitude !== null) {
            $place['position'] = self::position($latitude, $longitude);
        }
        return $this->adding('places', [$place]);
    }

    /** A further way of travelling: great-circle distance × `detour`, at one speed. */
    public function withGreatCircle(string $profile, float $detour, float $speedKmh): self
    {
        $travel = ['great_circle' => ['detour' => $detour, 'speed_kmh' => $speedKmh]];
        return $this->adding('profiles', [['id' => $profile, 'travel' => $travel]]);
    }

    /** A further way of travelling: distances and durations between all places. */
    public function withMatrix(string $profile, Matrix $matrix): self
    {
        $travel = ['matrix' => ['distances_m' => []]];
        $copy = $this->adding('profiles', [['id' => $profile, 'travel' => $travel]]);
        $copy->matrices[$profile] = $matrix;
        return $copy;
    }

    public function withVehicles(Vehicle ...$vehicles): self
    {
        return $this->adding('vehicles', $vehicles);
    }

    public function withJobs(Job ...$jobs): self
    {
        return $this->adding('jobs', $jobs);
    }

    public function withShipments(Shipment ...$shipments): self
    {
        return $this->adding('shipments', $shipments);
    }

    /**
     * Everything that is wrong with it; nothing when it can be solved.
     *
     * @return Fault[]
     * @throws Exception\HaulageException
     */
    public function faults(): array
    {
        $reply = Haulage::call('problem.validate', ['problem' => $this]);
        return Fault::listFromJson(Haulage::encode($reply['faults']));
    }

    /**
     * The document with its matrices.
     */
    public function toArray(): array
    {
        return $this->filled(parent::toArray());
    }

    /**
     * @return mixed
     */
    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        return (object) ($this->matrices === [] ? (array) parent::jsonSerialize() : $this->toArray());
    }

    /**
     * The document without its matrices, which go another way.
     *
     * @internal
     */
    public function toJson(): string
    {
        return Haulage::encode(parent::jsonSerialize());
    }

    /**
     * @internal
     * @return array<string, Matrix>
     */
    public function matrices(): array
    {
        return $this->matrices;
    }

    /**
     * @param array<string, mixed> $document
     * @return array<string, mixed>
     */
    private function filled(array $document): array
    {
        foreach ($document['profiles'] ?? [] as $index => $profile) {
            if (isset($this->matrices[$profile['id']])) {
                $document['profiles'][$index]['travel'] = $this->matrices[$profile['id']]->toTravel();
            }
        }
        return $document;
    }
}
