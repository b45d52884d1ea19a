<?php

/**
 * php legacy_sync.php [FOLDER]
 *
 * A cron job: the night's dumps are taken in, what changed becomes events of shipments, what is on its way is planned for
 * tomorrow. State and shipments stay in the folder; a second run finds nothing to do.
 */

declare(strict_types=1);

use Haulage\Events;
use Haulage\Exception\Refused;
use Haulage\Haulage;
use Haulage\Job;
use Haulage\Operations\Shipment;
use Haulage\Operations\Sync;
use Haulage\Problem;
use Haulage\Vehicle;

require __DIR__ . '/autoload.php';

const NIGHTS = ['monday.csv' => '2004-06-07T22:00:00+02:00', 'tuesday.csv' => '2004-06-08T22:00:00+02:00'];
// What the legacy system calls a shipment's status, as the event that leads there.
const KINDS = ['in_transit' => 'departed', 'delivered' => 'delivered'];

$folder = $argv[1] ?? sys_get_temp_dir() . '/haulage-legacy-' . bin2hex(random_bytes(4));
if (!is_dir($folder)) {
    mkdir($folder, 0700, true);
}
$state = $folder . '/shipments.state';
$data = dirname(__DIR__) . '/data/legacy/';
$mapping = json_decode((string) file_get_contents($data . 'mapping.json'), true, 512, JSON_THROW_ON_ERROR);

// The consumer's own table; in a real one, rows and cursor are written in one transaction.
$file = $folder . '/shipments.json';
$table = is_file($file) ? json_decode((string) file_get_contents($file), true) : ['cursor' => null, 'shipments' => []];

foreach (NIGHTS as $night => $time) {
    try {
        $report = Sync::run(['path' => $data . $night], $mapping, [
            'state' => ['path' => $state],
            'settings' => ['keep_rows' => true],
        ])['report'];
    } catch (Refused $refused) {
        // Cut off, older than the last one, another run at work: the state is what it was. Somebody should look.
        printf("%s: refused, %s\n", $night, $refused->getMessage());
        continue;
    }
    printf(
        "%s: %s, %d inserted, %d updated, %d deleted, %d refused\n",
        $night,
        $report['outcome'],
        $report['counts']['inserted'],
        $report['counts']['updated'],
        $report['counts']['deleted'],
        $report['accounts']['quarantined']['rows']
    );
    foreach ($report['held'] as $generation) {
        printf("  deletions of generation %d await sync.confirm\n", $generation);
    }
    foreach (Events::of($state)->after($table['cursor']) as $cursor => $event) {
        $id = $event['key']['id'];
        if ($event['kind'] === 'deleted') {
            unset($table['shipments'][$id]);
        } else {
            $table['shipments'][$id]['row'] = $event['row'];
            // The event's identity is what it says: told twice, it counts once.
            $table['shipments'][$id]['events'][] = [
                'shipment' => (string) $id,
                'kind' => KINDS[$event['row']['status']],
                'event_time' => $time,
            ];
        }
        $table['cursor'] = $cursor;
    }
}
file_put_contents($file . '.next', json_encode($table, JSON_THROW_ON_ERROR));
rename($file . '.next', $file);

$jobs = [];
foreach ($table['shipments'] as $id => ['row' => $row, 'events' => $events]) {
    $standing = Shipment::fold(['shipment' => (string) $id, 'pieces' => 1, 'events' => $events])['standing'];
    if (!$standing['terminal']) {
        $jobs[] = Job::atPosition((string) $id, (float) $row['lat'], (float) $row['lon'])
            ->withDelivery($row['mass_g'])
            ->withService(600);
    }
}
printf("%d of %d shipments are on their way\n", count($jobs), count($table['shipments']));

$problem = Problem::create()
    ->withClock('2004-06-09T00:00:00+02:00', 'Europe/Berlin')
    ->withCurrency('EUR')
    ->withGreatCircle('roads', 1.3, 45.0)
    ->withPlace('depot', 48.1351, 11.5820)
    ->withVehicles(
        Vehicle::named('van')
            ->withDepot('depot')
            ->withCapacity(2000000)
            ->withShift('2004-06-09T07:00:00+02:00', '2004-06-09T17:00:00+02:00')
            ->withCosts('80', '0.90', '24')
    )
    ->withJobs(...$jobs);
$plan = Haulage::solver()->withSeed(1)->withIterations(2000)->solve($problem);
foreach ($plan->routes() as $route) {
    $stops = array_filter(array_column($route['stops'], 'job'));
    printf("%s %d: %d km, %s\n", $route['vehicle'], $route['number'], $route['distance_m'] / 1000, implode(' - ', $stops));
}
