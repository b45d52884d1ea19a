<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `plan.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Plan
{
    private function __construct()
    {
    }

    /**
     * Whether a plan keeps every rule of its problem, and what it costs, computed anew.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The problem.
     * @param array<string, mixed>|\JsonSerializable $plan The plan, whoever made it.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function check($problem, $plan): array
    {
        return Haulage::call('plan.check', ['problem' => $problem, 'plan' => $plan]);
    }

    /**
     * A family of scenarios solved and compared: costs, vehicles, ways, what is left out, what moved.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The problem as it is.
     * @param list<mixed> $scenarios What could be otherwise; at most 100.
     * @param array<string, mixed>|\JsonSerializable $options How to search each of them and when to stop.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function compare($problem, array $scenarios, $options): array
    {
        return Haulage::call('plan.compare', ['problem' => $problem, 'scenarios' => $scenarios, 'options' => $options]);
    }

    /**
     * Where one more job fits best into a plan, at what extra cost, and which windows to offer.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The problem, with the job to insert.
     * @param array<string, mixed>|\JsonSerializable $plan The plan, in which no route serves the job.
     * @param string $job The job or shipment to insert.
     * @param array{
     *     offer?: list<mixed>,
     *     keep?: int,
     * } $more
     *     - `offer`: Windows to choose from for the job's stop, or a shipment's last delivery, in place of its own;
     *       none: its own.
     *     - `keep`: How many of the offered windows to give back, the cheapest first; absent: all.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function insert($problem, $plan, string $job, array $more = []): array
    {
        return Haulage::call('plan.insert', ['problem' => $problem, 'plan' => $plan, 'job' => $job] + $more);
    }

    /**
     * A plan as one page with its map, as GeoJSON, or as a table of stops.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The problem.
     * @param array<string, mixed>|\JsonSerializable $plan The plan, whoever made it: what it names and the problem
     *     does not know is shown without figures.
     * @param 'html'|'geojson'|'stops_csv' $format What to make of it.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function render($problem, $plan, string $format): array
    {
        return Haulage::call('plan.render', ['problem' => $problem, 'plan' => $plan, 'format' => $format]);
    }

    /**
     * Which vehicle serves which job, in which order and when.
     *
     * @param array<string, mixed>|\JsonSerializable $problem The problem.
     * @param array<string, mixed>|\JsonSerializable $options How to search and when to stop.
     * @param array{
     *     plan?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `plan`: A plan to start from: what of it the problem knows and what holds is kept and made better.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function solve($problem, $options, array $more = []): array
    {
        return Haulage::call('plan.solve', ['problem' => $problem, 'options' => $options] + $more);
    }
}
