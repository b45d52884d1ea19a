<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Exception\Cancelled;
use Haulage\Exception\InvalidDocument;
use Haulage\Exception\Misuse;
use Haulage\Haulage;
use Haulage\Progress;
use Haulage\Tests\Support\Days;
use PHPUnit\Framework\TestCase;

final class SolverTest extends TestCase
{
    public function testARunAndACallGiveTheSameBytes(): void
    {
        $problem = Days::small();
        $options = ['seed' => 7, 'iterations' => 2000];
        $run = Haulage::solver()->withSeed(7)->withIterations(2000)->solve($problem);
        $call = Haulage::callJson('plan.solve', Haulage::encode(['problem' => $problem, 'options' => $options]));
        self::assertSame($call, $run->toJson());
        self::assertSame('iterations', $run->stoppedBy());
        self::assertSame(2000, $run->iterations());
        self::assertSame([], $run->unassigned());
        self::assertNotSame([], $run->routes());
    }

    public function testSeveralThreadsSearchAndGiveTheSamePlanEachTime(): void
    {
        $problem = Days::small();
        $options = ['seed' => 7, 'iterations' => 2000, 'threads' => 2];
        $call = Haulage::callJson('plan.solve', Haulage::encode(['problem' => $problem, 'options' => $options]));
        $solver = Haulage::solver()->withSeed(7)->withIterations(2000)->withThreads(2);
        self::assertSame($call, $solver->solve($problem)->toJson());
    }

    public function testAnAbsurdNumberOfThreadsIsRefused(): void
    {
        $this->expectException(InvalidDocument::class);
        Haulage::solver()->withIterations(1)->withThreads(0)->solve(Days::small());
    }

    public function testThePlanHoldsForTheIndependentChecker(): void
    {
        $problem = Days::small();
        $plan = Haulage::solver()->withIterations(500)->solve($problem);
        $report = Haulage::call('plan.check', ['problem' => $problem, 'plan' => $plan]);
        self::assertTrue($report['feasible']);
    }

    public function testATimeLimitEndsTheSearch(): void
    {
        $plan = Haulage::solver()->withTimeLimit(0.2)->solve(Days::small());
        self::assertSame('time_limit', $plan->stoppedBy());
    }

    public function testAWatcherSeesProgressAndEndsTheSearch(): void
    {
        $seen = [];
        $plan = Haulage::solver()->withTimeLimit(60)->withProgress(static function (Progress $progress) use (&$seen): bool {
            $seen[] = $progress->iterations();
            return count($seen) < 3;
        })->solve(Days::small());
        self::assertSame('cancelled', $plan->stoppedBy());
        self::assertSame($seen, array_unique($seen));
        self::assertNotSame([], $plan->routes(), 'the best plan so far');
    }

    public function testWhatIsLeftOfTheExecutionTimeEndsTheSearch(): void
    {
        $began = microtime(true);
        foreach ([Haulage::solver()->withTimeLimit(60), Haulage::solver()->withIterations(PHP_INT_MAX)] as $solver) {
            $plan = $solver->withExecutionTime(0.2)->solve(Days::small());
            self::assertContains($plan->stoppedBy(), ['time_limit', 'cancelled']);
        }
        self::assertLessThan(20, microtime(true) - $began);
    }

    public function testARunIsAskedNowAndThen(): void
    {
        $run = Haulage::solver()->withTimeLimit(60)->start(Days::small());
        self::assertFalse($run->wait(0.05));
        self::assertFalse($run->wait(0));
        $run->cancel();
        $plan = $run->plan();
        self::assertSame('cancelled', $plan->stoppedBy());
        self::assertSame($plan, $run->plan());
    }

    public function testNoThreadOutlivesItsRun(): void
    {
        $before = Days::threads();
        $runs = [];
        foreach ([1, 2, 3] as $seed) {
            $runs[] = Haulage::solver()->withSeed($seed)->withTimeLimit(60)->start(Days::small());
        }
        self::assertSame($before + 3, Days::threads());
        $runs[0]->close();
        $runs[0]->close();
        unset($runs[1]);
        self::assertSame($before + 1, Days::threads());
        $runs = [];
        self::assertSame($before, Days::threads());
    }

    public function testAClosedRunHasNoPlan(): void
    {
        $run = Haulage::solver()->withTimeLimit(60)->start(Days::small());
        $run->close();
        $this->expectException(Cancelled::class);
        $run->plan();
    }

    public function testARunIsNeitherCopiedNorStored(): void
    {
        $run = Haulage::solver()->withIterations(1)->start(Days::small());
        try {
            serialize($run);
            self::fail('stored');
        } catch (Misuse $error) {
            self::assertSame('run.serialized', $error->reason());
        }
        try {
            $copy = clone $run;
            self::fail('copied');
        } catch (\Error $error) {
            self::assertStringContainsString('__clone', $error->getMessage());
        }
        self::assertSame('iterations', $run->plan()->stoppedBy());
    }

    public function testASearchWithoutAnEndIsRefused(): void
    {
        $this->expectException(InvalidDocument::class);
        Haulage::solver()->solve(Days::small());
    }

    /**
     * @requires extension pcntl
     */
    public function testAForkedChildLetsGoOfItsParentsRun(): void
    {
        $run = Haulage::solver()->withTimeLimit(60)->start(Days::small());
        $child = pcntl_fork();
        if ($child === 0) {
            $run->close();
            $plan = Haulage::solver()->withIterations(10)->solve(Days::small());
            posix_kill(getmypid(), $plan->routes() === [] ? SIGABRT : SIGKILL);
        }
        pcntl_waitpid($child, $status);
        self::assertSame(SIGKILL, pcntl_wtermsig($status));
        $run->close();
    }
}
