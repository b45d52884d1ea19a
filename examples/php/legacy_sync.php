<?php

/**
 * php legacy_sync.php [FOLDER]
 *
 * A cron job: the night's dumps are taken in, what changed is applied to a table, what is on its way is planned for tomorrow.
 * The state stays in the folder; a second run finds nothing to do.
 */

declare(strict_types=1);

use Haulage\Exception\Refused;
use Haulage\Haulage;
use Haulage\Job;
use Haulage\Problem;
use Haulage\Vehicle;

require __DIR__ . '/autoload.php';

$folder = $argv[1] ?? sys_get_temp_dir() . '/haulage-legacy-' . bin2hex(random_bytes(4));
if (!is_dir($folder)) {
    mkdir($folder, 0700, true);
}
$state = $folder . '/shipments.state';
$data = dirname(__DIR__) . '/data/legacy/';
$mapping = json_decode((string) file_get_contents($data . 'mapping.json'), true, 512, JSON_THROW_ON_ERROR);

foreach (['monday.csv', 'tuesday.csv'] as $night) {
    try {
        $reply = Haulage::call('sync.run', [
            'dump' => ['path' => $data . $night],
            'mapping' => $mapping,
            'state' => ['path' => $state],
            'settings' => ['keep_rows' => true],
        ]);
    } catch (Refused $refused) {
        // Cut off, older than the last one, another run at work: the state is what it was. Somebody should look.
        printf("%s: refused, %s\n", $night, $refused->getMessage());
        continue;
    }
    $counts = $reply['report']['counts'];
    printf(
        "%s: %s, %d inserted, %d updated, %d deleted, %d refused\n",
        $night,
        $reply['report']['outcome'],
        $counts['inserted'],
        $counts['updated'],
        $counts['deleted'],
        $reply['report']['accounts']['quarantined']['rows']
    );
    foreach ($reply['report']['held'] as $generation) {
        printf("  deletions of generation %d await sync.confirm\n", $generation);
    }
}

// The consumer: in a real one, table and cursor are written in one transaction.
$file = $folder . '/table.json';
$table = is_file($file) ? json_decode((string) file_get_contents($file), true) : ['cursor' => null, 'rows' => []];
do {
    $after = $table['cursor'] === null ? [] : ['after' => $table['cursor']];
    $page = Haulage::call('sync.events', ['state' => $state, 'limit' => 100] + $after);
    foreach ($page['events'] as $event) {
        $id = $event['key']['id'];
        unset($table['rows'][$id]);
        if (($event['row']['status'] ?? null) === 'in_transit') {
            $table['rows'][$id] = $event['row'];
        }
    }
    $table['cursor'] = $page['next'];
} while ($page['more']);
file_put_contents($file . '.next', json_encode($table, JSON_THROW_ON_ERROR));
rename($file . '.next', $file);
printf("%d shipments are on their way\n", count($table['rows']));

$jobs = array_map(
    static fn (array $row): Job => Job::atPosition((string) $row['id'], (float) $row['lat'], (float) $row['lon'])
        ->withDelivery($row['mass_g'])
        ->withService(600),
    array_values($table['rows'])
);
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
$plan = Haulage::solver()->withIterations(2000)->solve($problem);
foreach ($plan->routes() as $route) {
    $stops = array_filter(array_column($route['stops'], 'job'));
    printf("%s %d: %d km, %s\n", $route['vehicle'], $route['number'], $route['distance_m'] / 1000, implode(' - ', $stops));
}
