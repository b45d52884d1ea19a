<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Exception\InvalidDocument;
use Haulage\Exception\Misuse;
use Haulage\Haulage;
use Haulage\Job;
use Haulage\Matrix;
use Haulage\Problem;
use Haulage\Shipment;
use Haulage\Stop;
use Haulage\Tests\Support\Days;
use Haulage\Vehicle;
use PHPUnit\Framework\TestCase;

final class DocumentsTest extends TestCase
{
    public function testAChangedDocumentLeavesTheFirstAsItWas(): void
    {
        $van = Vehicle::named('van');
        $vans = $van->withCount(3)->withShift(0, 28800)->withMaxDuration(20000);
        self::assertSame(['id' => 'van'], $van->toArray());
        self::assertSame(
            ['id' => 'van', 'count' => 3, 'shift' => ['max_duration_s' => 20000, 'earliest' => 0, 'latest' => 28800]],
            $vans->toArray()
        );
    }

    public function testEveryFieldOfEveryDocumentIsKnownToTheEngine(): void
    {
        $stop = Stop::at('shop')->withAmount(2)->withService(60)->withSetup(30)->withWindow(0, 7200);
        $start = new \DateTimeImmutable('2026-11-20 06:00', new \DateTimeZone('America/Sao_Paulo'));
        $problem = Problem::create()
            ->withClock($start, 'America/Sao_Paulo')
            ->withCurrency('BRL')
            ->withPlace('depot', -22.8, -43.4)
            ->withPlace('shop', -22.9, -43.2)
            ->withGreatCircle('van', 1.3, 30)
            ->withVehicles(
                Vehicle::named('van')->withCount(2)->withDepot('depot')->withCapacity(10, 20)->withProfile('van')
                    ->withShift($start, '2026-11-20T18:00:00-03:00')->withMaxDuration(30000)->withMaxDistance(200000)
                    ->withMaxTasks(50)
                    ->withMaxStops(40)->withSpeed(90)->withInitialLoad(1, 0)
                    ->withCosts('80.50', '1.2', 30)->withSkills('lift')
            )
            ->withJobs(
                Job::at('a', 'shop')->withDelivery(1, 2)->withPickup(0, 1)->withService(60)->withSetup(30)
                    ->withWindow($start, $start->modify('+2 hours'))->withWindow(10000, 12000)->withSkills('lift')
                    ->withPrize('12.50'),
                Job::atPosition('b', -22.9, -43.2)->withPriority(3)->withVehicles('van')->withoutVehicles()->withGoods()
            )
            ->withField('running', [['vehicle' => 'van', 'pinned' => ['b']]])
            ->withShipments(
                Shipment::between('s', $stop, Stop::atPosition(-22.85, -43.3)->withAmount(4))->withPickups($stop)
                    ->withSkills('lift')->withPrize(40),
                Shipment::between('t', $stop, $stop)->withDeliveries($stop)->withPickups($stop)->withPriority(1)
            );
        self::assertSame([], $problem->faults());
    }

    public function testEveryFaultComesBackWithItsPlace(): void
    {
        $faults = Problem::create()
            ->withGreatCircle('van', 1.3, 30)
            ->withVehicles(Vehicle::named('van')->withDepot('nowhere'))
            ->withJobs(Job::atPosition('a', -22.8, -43.3), Job::atPosition('a', -22.9, -43.3))
            ->faults();
        $paths = array_map(static function ($fault): string {
            return $fault->path();
        }, $faults);
        self::assertSame(['/problem/vehicles/0/start', '/problem/vehicles/0/end', '/problem/jobs/1/id'], $paths);
        self::assertNotSame('', $faults[0]->remedy());
    }

    public function testMoneyIsNeverAFloat(): void
    {
        $this->expectException(Misuse::class);
        Job::at('a', 'shop')->withPrize(12.5);
    }

    public function testAMatrixCrossesPackedAndReadsAsRowsInDocuments(): void
    {
        $rows = [[0, 10, 25], [10, 0, 12], [25, 12, 0]];
        $integers = pack('L*', ...array_merge(...$rows));
        $doubles = pack('d*', ...array_merge(...$rows));
        $matrices = [
            Matrix::fromRows($rows),
            Matrix::fromPackedIntegers($integers),
            Matrix::fromPackedDoubles($doubles, $doubles),
        ];
        foreach ($matrices as $matrix) {
            self::assertSame(3, $matrix->size());
            self::assertSame($rows, $matrix->toTravel()['matrix']['distances_m']);
            $problem = self::withMatrix($matrix);
            self::assertSame([], $problem->faults());
            $plan = Haulage::solver()->withIterations(100)->solve($problem);
            self::assertSame(47, $plan->totals()['distance_m']);
        }
    }

    public function testAMatrixOfAnotherSizeThanThePlacesIsAFaultOfTheDocument(): void
    {
        $this->expectException(InvalidDocument::class);
        Haulage::solver()->withIterations(1)->solve(self::withMatrix(Matrix::fromRows([[0, 1], [1, 0]])));
    }

    public function testWhatIsNoMatrixIsRefused(): void
    {
        foreach ([[[0, 1]], [[0], [1]], [[0, 1, 2], [1, 0, 2]]] as $rows) {
            try {
                Matrix::fromRows($rows);
                self::fail('accepted');
            } catch (Misuse $error) {
                self::assertSame('matrix.not_square', $error->reason());
            }
        }
        $this->expectException(InvalidDocument::class);
        $lengths = Matrix::fromRows([[0, NAN, 1], [1, 0, 1], [1, 1, 0]]);
        Haulage::solver()->withIterations(1)->solve(self::withMatrix($lengths));
    }

    public function testAProblemFromJsonIsTheSameProblem(): void
    {
        $problem = Days::small(3);
        $copy = Problem::fromArray(json_decode(json_encode($problem), true));
        self::assertEquals($problem->toArray(), $copy->toArray());
    }

    public function testABenchmarkFileIsReadAndSolved(): void
    {
        $problem = Problem::read("NAME : tiny\nDIMENSION : 3\nCAPACITY : 10\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n"
            . "1 0 0\n2 3 4\n3 6 8\nDEMAND_SECTION\n1 0\n2 6\n3 6\nDEPOT_SECTION\n1\n-1\nEOF\n");
        self::assertSame([], $problem->faults());
        self::assertSame('30', Haulage::solver()->withIterations(50)->solve($problem)->costs()['total']);
    }

    private static function withMatrix(Matrix $matrix): Problem
    {
        return Problem::create()
            ->withPlace('depot')->withPlace('a')->withPlace('b')
            ->withMatrix('van', $matrix)
            ->withVehicles(Vehicle::named('van')->withDepot('depot'))
            ->withJobs(Job::at('a', 'a'), Job::at('b', 'b'));
    }
}
