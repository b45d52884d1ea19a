<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Events;
use Haulage\Exception\Refused;
use Haulage\Haulage;
use Haulage\Operations\Docks;
use Haulage\Operations\Sync;
use PHPUnit\Framework\TestCase;

/**
 * Legacy dumps from PHP: a run by its method, its events by a cursor.
 */
final class EventsTest extends TestCase
{
    private const MAPPING = ['key' => ['id'], 'columns' => [
        ['column' => 'ID', 'field' => 'id', 'type' => 'integer'],
        ['column' => 'CITY', 'field' => 'city', 'type' => 'text'],
    ]];

    private string $folder;
    private string $state;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/haulage-' . bin2hex(random_bytes(6));
        mkdir($this->folder);
        $this->state = $this->folder . '/orders.state';
    }

    protected function tearDown(): void
    {
        $files = new \RecursiveDirectoryIterator($this->folder, \FilesystemIterator::SKIP_DOTS);
        foreach (new \RecursiveIteratorIterator($files, \RecursiveIteratorIterator::CHILD_FIRST) as $file) {
            $file->isDir() ? rmdir($file->getPathname()) : unlink($file->getPathname());
        }
        rmdir($this->folder);
    }

    public function testAConsumerThatStopsGoesOnBehindItsCursor(): void
    {
        $this->take("ID;CITY\n1;Köln\n2;Bonn\n3;Ulm\n");
        $seen = [];
        foreach (Events::of($this->state) as $cursor => $event) {
            $seen[] = $event['key']['id'];
            if (count($seen) === 2) {
                break;
            }
        }
        $this->take("ID;CITY\n1;Kiel\n2;Bonn\n3;Ulm\n");
        $kinds = [];
        foreach (Events::of($this->state)->after($cursor)->inPagesOf(1) as $event) {
            $seen[] = $event['key']['id'];
            $kinds[] = $event['kind'];
        }
        self::assertSame([1, 2, 3, 1], $seen);
        self::assertSame(['inserted', 'updated'], $kinds);
    }

    public function testEventsAreWrittenAsJsonLines(): void
    {
        $this->take("ID;CITY\n1;Köln\n2;Bonn\n");
        $stream = fopen('php://memory', 'w+');
        $cursor = Events::of($this->state)->inPagesOf(1)->writeTo($stream);
        rewind($stream);
        $lines = explode("\n", trim((string) stream_get_contents($stream)));
        self::assertSame(['Köln', 'Bonn'], array_map(static fn (string $line) => json_decode($line)->row->city, $lines));
        self::assertSame($cursor, json_decode($lines[1])->cursor);
        self::assertSame($cursor, Events::of($this->state)->after($cursor)->writeTo($stream), 'there is nothing behind it');
    }

    public function testMemoryHoldsAPageOfEvents(): void
    {
        $dump = "ID;CITY\n";
        for ($id = 1; $id <= 20000; $id++) {
            $dump .= "{$id};A city with a name of some length to take room {$id}\n";
        }
        $this->take($dump);
        unset($dump);
        $events = Events::of($this->state)->inPagesOf(100);
        // What PHP keeps at hand once the first page was read; from then on nothing is added.
        $stream = fopen('/dev/null', 'w');
        $most = [];
        foreach ($events as $cursor => $event) {
            $most[] = memory_get_usage();
            $most = [min($most), max($most)];
        }
        self::assertLessThan(2 << 20, $most[1] - $most[0], '20,000 events, a hundred at a time');
        self::assertSame(20000, $event['key']['id']);
        $before = memory_get_usage();
        $events->writeTo($stream);
        self::assertLessThan(2 << 20, memory_get_usage() - $before);
    }

    public function testThereAreNoEventsWithoutAState(): void
    {
        $this->expectException(Refused::class);
        iterator_to_array(Events::of($this->folder . '/none.state'));
    }

    public function testAnOperationIsAMethodOfItsArea(): void
    {
        $vectors = json_decode((string) file_get_contents(dirname(__DIR__, 3) . '/tests/vectors/docks.free.json'), true);
        $good = array_values(array_filter($vectors, static fn (array $vector): bool => isset($vector['reply'])))[0];
        $request = $good['request'];
        self::assertEquals($good['reply'], Docks::free($request['site'], $request['load'], $request['until']));
    }

    public function testEveryOperationHasItsMethod(): void
    {
        foreach (Haulage::call('version')['operations'] as $operation) {
            [$area, $method] = explode('.', $operation) + [1 => $operation];
            self::assertTrue(method_exists('Haulage\\Operations\\' . ucfirst($area), $method), $operation);
        }
    }

    private function take(string $dump): void
    {
        Sync::run(['text' => $dump], self::MAPPING, ['state' => ['path' => $this->state]]);
    }
}
