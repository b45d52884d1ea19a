<?php

declare(strict_types=1);

namespace Haulage;

/**
 * The reply of a search: the best plan, and how it was found. Immutable.
 */
final class Plan implements \JsonSerializable
{
    private string $json;
    /** @var array<string, mixed> */
    private array $plan;
    /** @var array<string, mixed> */
    private array $run;

    private function __construct(string $json)
    {
        $reply = Haulage::decode($json);
        $this->json = $json;
        $this->plan = $reply['plan'];
        $this->run = $reply['run'];
    }

    /** From the reply document of `plan.solve`. */
    public static function fromReply(string $json): self
    {
        return new self($json);
    }

    /**
     * The routes in the order of vehicle types, each with its stops.
     *
     * @return array<int, array<string, mixed>>
     */
    public function routes(): array
    {
        return $this->plan['routes'];
    }

    /**
     * Jobs and shipments that no route serves, each with the reasons.
     *
     * @return array<int, array<string, mixed>>
     */
    public function unassigned(): array
    {
        return $this->plan['unassigned'];
    }

    /**
     * What it costs, line by line: decimal texts.
     *
     * @return array<string, string>
     */
    public function costs(): array
    {
        return $this->plan['costs'];
    }

    /**
     * What it adds up to: vehicles, tasks, metres, seconds.
     *
     * @return array<string, int>
     */
    public function totals(): array
    {
        return $this->plan['totals'];
    }

    /** Iterations of the search. */
    public function iterations(): int
    {
        return $this->run['iterations'];
    }

    /** Why the search ended: `iterations`, `time_limit`, `no_improvement`, `cancelled` or `completed`. */
    public function stoppedBy(): string
    {
        return $this->run['stopped_by'];
    }

    /**
     * The plan to look at: `html` (a page with its map), `geojson` or `stops_csv`.
     *
     * @param Problem|array<string, mixed> $problem the problem that it solves
     * @return array{text: string, media_type: string}
     * @throws Exception\HaulageException
     */
    public function render($problem, string $format): array
    {
        $request = ['problem' => $problem, 'plan' => $this, 'format' => $format];
        return Haulage::call('plan.render', $request);
    }

    /**
     * The plan as documents write it, for `plan.check` and its like.
     *
     * @return array<string, mixed>
     */
    public function toArray(): array
    {
        return $this->plan;
    }

    /** The whole reply, byte for byte as the engine wrote it. */
    public function toJson(): string
    {
        return $this->json;
    }

    /**
     * @return array<string, mixed>
     */
    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        return $this->plan;
    }
}
