<?php

declare(strict_types=1);

namespace Haulage;

use Haulage\Exception\Misuse;

/**
 * Distances in metres, and durations in seconds, between all places: row = from, column = to, in the order of the problem's
 * places. Held as packed numbers, which cross to the engine as they are.
 */
final class Matrix
{
    private string $distances;
    private ?string $durations;
    private int $size;
    private bool $doubles;

    private function __construct(string $distances, ?string $durations, bool $doubles)
    {
        $width = $doubles ? 8 : 4;
        $size = (int) round(sqrt(intdiv(strlen($distances), $width)));
        if ($size * $size * $width !== strlen($distances)) {
            throw new Misuse(strlen($distances) . ' bytes are not a square matrix.', 0, 'matrix.not_square');
        }
        if ($durations !== null && strlen($durations) !== strlen($distances)) {
            throw new Misuse('Distances and durations are not of one size.', 0, 'matrix.not_square');
        }
        $this->distances = $distances;
        $this->durations = $durations;
        $this->size = $size;
        $this->doubles = $doubles;
    }

    /**
     * From `pack('L*', …)`: 32-bit unsigned integers. Without durations a leg lasts as many seconds as it has metres.
     */
    public static function fromPackedIntegers(string $distances, ?string $durations = null): self
    {
        return new self($distances, $durations, false);
    }

    /**
     * From `pack('d*', …)`: doubles, rounded to integers by the engine.
     */
    public static function fromPackedDoubles(string $distances, ?string $durations = null): self
    {
        return new self($distances, $durations, true);
    }

    /**
     * From rows of numbers.
     *
     * @param array<array<int|float>> $distances
     * @param array<array<int|float>>|null $durations
     */
    public static function fromRows(array $distances, ?array $durations = null): self
    {
        return new self(self::packed($distances), $durations === null ? null : self::packed($durations), true);
    }

    /** Number of places. */
    public function size(): int
    {
        return $this->size;
    }

    /** @internal */
    public function packedDistances(): string
    {
        return $this->distances;
    }

    /** @internal */
    public function packedDurations(): ?string
    {
        return $this->durations;
    }

    /** @internal */
    public function holdsDoubles(): bool
    {
        return $this->doubles;
    }

    /**
     * As documents write it.
     *
     * @return array<string, mixed>
     */
    public function toTravel(): array
    {
        $travel = ['distances_m' => $this->rows($this->distances)];
        if ($this->durations !== null) {
            $travel['durations_s'] = $this->rows($this->durations);
        }
        return ['matrix' => $travel];
    }

    /**
     * @return int[][]
     */
    private function rows(string $packed): array
    {
        if ($packed === '') {
            return [];
        }
        $numbers = array_values(unpack($this->doubles ? 'd*' : 'L*', $packed));
        if ($this->doubles) {
            $numbers = array_map(static function (float $number): int {
                return (int) round($number);
            }, $numbers);
        }
        return array_chunk($numbers, $this->size);
    }

    /**
     * @param array<array<int|float>> $rows
     */
    private static function packed(array $rows): string
    {
        $packed = '';
        foreach ($rows as $row) {
            if (count($row) !== count($rows)) {
                throw new Misuse('A matrix has as many columns as rows.', 0, 'matrix.not_square');
            }
            $packed .= pack('d*', ...array_values($row));
        }
        return $packed;
    }
}
