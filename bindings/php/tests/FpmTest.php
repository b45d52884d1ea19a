<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Haulage;
use Haulage\Tests\Support\Days;
use Haulage\Tests\Support\Fpm;
use Haulage\Tests\Support\Installation;
use PHPUnit\Framework\TestCase;

/**
 * In PHP-FPM, through FastCGI.
 */
final class FpmTest extends TestCase
{
    private Installation $package;

    protected function setUp(): void
    {
        if (Fpm::program() === null) {
            self::markTestSkipped('there is no php-fpm with cgi-fcgi (Debian: php-fpm, libfcgi-bin)');
        }
        $this->package = new Installation();
    }

    public function testThePreloadedLibraryWorksWhileFfiStaysClosedToScripts(): void
    {
        $fpm = $this->preloaded();
        $report = $fpm->get($this->package->path('tests/pages/doctor.php'));
        self::assertMatchesRegularExpression('/^works: version \S+, ABI 1, from ffi.preload$/m', $report);
        self::assertStringContainsString('FFI is closed to scripts', $report);
    }

    public function testAPageGivesTheSameBytesAsTheCommandLine(): void
    {
        $fpm = $this->preloaded();
        $here = Haulage::solver()->withIterations(500)->withSeed(3)->solve(Days::small())->toJson();
        for ($i = 0; $i < 3; $i++) {
            self::assertSame($here, $fpm->get($this->package->path('tests/pages/plan.php'), 'iterations=500&seed=3'));
        }
    }

    public function testWithoutPreloadingThePageLearnsWhatToDo(): void
    {
        $fpm = $this->fpm(['ffi.enable' => 'preload']);
        $answer = $fpm->get($this->package->path('tests/pages/plan.php'), 'iterations=5&seed=3');
        self::assertStringContainsString('LibraryNotFound', $answer);
        self::assertStringContainsString('haulage preload', $answer);
    }

    public function testWhereFfiIsOpenNothingNeedsPreloading(): void
    {
        $fpm = $this->fpm(['ffi.enable' => 'true']);
        $answer = $fpm->get($this->package->path('tests/pages/plan.php'), 'iterations=5&seed=3');
        self::assertStringContainsString('"stopped_by":"iterations"', $answer);
    }

    public function testASearchEndsInsideTheExecutionTime(): void
    {
        $fpm = $this->preloaded(['max_execution_time' => '2']);
        foreach (['threads=1', 'threads=2'] as $query) {
            self::assertSame('time_limit', $fpm->get($this->package->path('tests/pages/limited.php'), $query));
        }
    }

    public function testNoThreadLivesOnInAWorkerThatRanOutOfTime(): void
    {
        $fpm = $this->preloaded(['max_execution_time' => '1', 'display_errors' => '1']);
        $threads = $this->package->path('tests/pages/threads.php');
        $before = $fpm->get($threads);
        self::assertStringEndsWith(' 1', $before);
        self::assertStringContainsString('Maximum execution time', $fpm->get($this->package->path('tests/pages/endless.php')));
        self::assertSame($before, $fpm->get($threads), 'the same worker, with one thread');
    }

    /**
     * @param array<string, string> $settings
     */
    private function preloaded(array $settings = []): Fpm
    {
        $header = $this->package->path('preload.h');
        [$status, $output] = $this->package->php([$this->package->path('bin/haulage'), 'preload', $header]);
        self::assertSame(0, $status, $output);
        chmod($header, 0644);
        return $this->fpm($settings + [
            'ffi.enable' => 'preload',
            'ffi.preload' => $header,
            'opcache.enable' => '1',
            'opcache.preload' => $this->package->path('preload.php'),
        ]);
    }

    /**
     * @param array<string, string> $settings
     */
    private function fpm(array $settings): Fpm
    {
        return new Fpm((string) Fpm::program(), $this->package, $settings);
    }
}
