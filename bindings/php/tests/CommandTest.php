<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Tests\Support\Installation;
use PHPUnit\Framework\TestCase;

/**
 * Finding and loading the library, and the two commands.
 */
final class CommandTest extends TestCase
{
    public function testTheDoctorFindsTheLibraryBesideThePackage(): void
    {
        $package = new Installation();
        [$status, $report] = $package->php([$package->path('bin/haulage'), 'doctor']);
        self::assertSame(0, $status, $report);
        self::assertMatchesRegularExpression('~^works: version \S+, ABI 1, from \S+/lib/linux-~m', $report);
    }

    public function testTheEnvironmentVariableComesFirstAndThenTheConstant(): void
    {
        $package = new Installation();
        $doctor = [$package->path('bin/haulage'), 'doctor'];
        [$status, $report] = $package->php($doctor, ['HAULAGE_LIBRARY' => '/nowhere/libhaulage.so']);
        self::assertSame(1, $status);
        self::assertStringContainsString('no library at /nowhere/libhaulage.so', $report);

        $code = 'define("HAULAGE_LIBRARY", "/elsewhere.so"); require $argv[1]; Haulage\Haulage::version();';
        [, $output] = $package->php(['-r', $code, $package->path('autoload.php')]);
        self::assertStringContainsString('no library at /elsewhere.so', $output);
        $variable = ['HAULAGE_LIBRARY' => $package->library()];
        self::assertSame([0, ''], $package->php(['-r', $code, $package->path('autoload.php')], $variable));
    }

    public function testWithoutALibraryTheMessageSaysWhereItWasLookedFor(): void
    {
        $package = new Installation(false);
        [$status, $report] = $package->php([$package->path('bin/haulage'), 'doctor']);
        self::assertSame(1, $status);
        self::assertStringContainsString('libhaulage.so.1', $report);
        self::assertStringContainsString('HAULAGE_LIBRARY', $report);
    }

    public function testALibraryOfAnotherAbiIsRefusedBeforeAnythingElseIsBound(): void
    {
        if (Installation::run(['sh', '-c', 'command -v cc'])[0] !== 0) {
            self::markTestSkipped('there is no C compiler');
        }
        $package = new Installation(false);
        $source = $package->path('other.c');
        $library = $package->path('other.so');
        $functions = ['haulage_abi_version' => 9, 'haulage_oldest_abi' => 8];
        foreach ($functions as $function => $number) {
            file_put_contents($source, "unsigned {$function}(void) { return {$number}; }\n", FILE_APPEND);
        }
        self::assertSame([0, ''], Installation::run(['cc', '-shared', '-fPIC', '-o', $library, $source]));
        [, $report] = $package->php([$package->path('bin/haulage'), 'doctor'], ['HAULAGE_LIBRARY' => $library]);
        self::assertStringContainsString('speaks ABI 8 to 9, this package ABI 1', $report);
    }

    public function testThePreloadHeaderNamesTheScopeAndTheLibrary(): void
    {
        $package = new Installation();
        $header = $package->path('preload.h');
        [$status, $lines] = $package->php([$package->path('bin/haulage'), 'preload', $header]);
        self::assertSame(0, $status, $lines);
        self::assertStringContainsString("ffi.preload={$header}\n", $lines);
        $text = (string) file_get_contents($header);
        self::assertStringContainsString('#define FFI_SCOPE "haulage"', $text);
        self::assertStringContainsString('#define FFI_LIB "' . $package->library() . '"', $text);
    }

    public function testAnUnknownCommandSaysWhichThereAre(): void
    {
        $package = new Installation(false);
        self::assertSame(
            [2, "usage: haulage doctor | haulage preload [FILE]\n"],
            $package->php([$package->path('bin/haulage')])
        );
    }

    public function testAnInterruptEndsTheSearchAtTheNextLook(): void
    {
        if (!extension_loaded('pcntl')) {
            self::markTestSkipped('there is no pcntl');
        }
        $package = new Installation();
        $began = microtime(true);
        [$status, $output] = $package->php([$package->path('tests/pages/interrupt.php')]);
        self::assertSame([0, "interrupted, threads: 1\n"], [$status, $output]);
        self::assertLessThan(20, microtime(true) - $began);
    }
}
