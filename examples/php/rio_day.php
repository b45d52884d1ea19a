<?php

/**
 * A real day of deliveries in Rio de Janeiro as a routing problem: the same one that `cargo run --example plan_day` solves.
 */

declare(strict_types=1);

use Haulage\Job;
use Haulage\Problem;
use Haulage\Vehicle;

/**
 * @param int $vans vans there are
 * @param int $service seconds of service at each consignee
 */
function rio_day(int $vans = 10, int $service = 150): Problem
{
    $file = dirname(__DIR__) . '/data/loggibud/cvrp-0-rj-0.json';
    $day = json_decode((string) file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);

    // Parcels with one identifier go to one consignee in one stop.
    $sizes = [];
    foreach ($day['deliveries'] as $parcel) {
        $sizes[$parcel['id']] = ($sizes[$parcel['id']] ?? 0) + $parcel['size'];
    }
    $jobs = [];
    foreach ($day['deliveries'] as $parcel) {
        $jobs[$parcel['id']] = $jobs[$parcel['id']]
            ?? Job::atPosition($parcel['id'], $parcel['point']['lat'], $parcel['point']['lng'])
                ->withDelivery($sizes[$parcel['id']])
                ->withService($service);
    }

    return Problem::create()
        ->withClock('2026-11-20T00:00:00-03:00', 'America/Sao_Paulo')
        ->withCurrency('BRL')
        ->withGreatCircle('streets', 1.4, 28.0)
        ->withPlace('depot', $day['origin']['lat'], $day['origin']['lng'])
        ->withVehicles(
            Vehicle::named('van')
                ->withCount($vans)
                ->withDepot('depot')
                ->withCapacity($day['vehicle_capacity'])
                ->withShift('2026-11-20T08:00:00-03:00', '2026-11-20T18:00:00-03:00')
                ->withCosts('120', '1.15', '18.50')
        )
        ->withJobs(...array_values($jobs));
}
