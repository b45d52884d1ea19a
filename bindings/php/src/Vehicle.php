<?php

declare(strict_types=1);

namespace Haulage;

/**
 * Vehicles of one type.
 */
final class Vehicle extends Document
{
    /** One vehicle with no limits, that costs 1 a kilometre. */
    public static function named(string $id): self
    {
        return new self(['id' => $id]);
    }

    /** How many there are. */
    public function withCount(int $count): self
    {
        return $this->with('count', $count);
    }

    /** Routes begin and end at this place. */
    public function withDepot(string $place): self
    {
        return $this->withStart($place)->withEnd($place);
    }

    /** Routes begin at this place; without it, at their first stop. */
    public function withStart(string $place): self
    {
        return $this->with('start', $place);
    }

    /** Routes end at this place; without it, at their last stop. */
    public function withEnd(string $place): self
    {
        return $this->with('end', $place);
    }

    /** Capacity in each dimension. */
    public function withCapacity(int ...$capacity): self
    {
        return $this->with('capacity', $capacity);
    }

    /**
     * Earliest departure and latest return.
     *
     * @param int|string|\DateTimeInterface $earliest seconds of the problem's clock, or an instant
     * @param int|string|\DateTimeInterface $latest
     */
    public function withShift($earliest, $latest): self
    {
        return $this->with('shift', self::window($earliest, $latest) + ($this->field('shift') ?? []));
    }

    /** Longest time from departure to return. */
    public function withMaxDuration(int $seconds): self
    {
        return $this->with('shift', ['max_duration_s' => $seconds] + ($this->field('shift') ?? []));
    }

    /** Longest way. */
    public function withMaxDistance(int $metres): self
    {
        return $this->with('max_distance_m', $metres);
    }

    /** Most tasks on one route. */
    public function withMaxTasks(int $tasks): self
    {
        return $this->with('max_tasks', $tasks);
    }

    /** Most stops on one route: tasks that follow one another at one place are one stop. */
    public function withMaxStops(int $stops): self
    {
        return $this->with('max_stops', $stops);
    }

    /** Speed in per cent of its way of travelling. */
    public function withSpeed(int $percent): self
    {
        return $this->with('speed_percent', $percent);
    }

    /** What is on board at the start and stays there, in each dimension. */
    public function withInitialLoad(int ...$amounts): self
    {
        return $this->with('initial_load', $amounts);
    }

    /**
     * What it costs to use it at all, a kilometre, and an hour; in the problem's currency.
     *
     * @param int|string $fixed an integer or a decimal text, never a float
     * @param int|string $perKm
     * @param int|string $perHour
     */
    public function withCosts($fixed, $perKm, $perHour = 0): self
    {
        return $this->with('costs', [
            'fixed' => self::amount($fixed),
            'per_km' => self::amount($perKm),
            'per_hour' => self::amount($perHour),
        ]);
    }

    /** Its way of travelling; without it, the problem's first. */
    public function withProfile(string $profile): self
    {
        return $this->with('profile', $profile);
    }

    /** Skills that it has. */
    public function withSkills(string ...$skills): self
    {
        return $this->with('skills', $skills);
    }
}
