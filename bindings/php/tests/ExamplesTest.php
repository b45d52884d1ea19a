<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Tests\Support\Fpm;
use Haulage\Tests\Support\Installation;
use PHPUnit\Framework\TestCase;

/**
 * What the manual shows works when pasted, and the examples plan their day.
 */
final class ExamplesTest extends TestCase
{
    private const EXAMPLES = __DIR__ . '/../../../examples/php/';

    /**
     * @dataProvider snippets
     */
    public function testASnippetOfTheReadmeRuns(string $code): void
    {
        $script = 'require ' . var_export(dirname(__DIR__) . '/autoload.php', true) . ";\n" . $code;
        $library = ['HAULAGE_LIBRARY' => (string) getenv('HAULAGE_LIBRARY')];
        [$status, $output] = Installation::run([PHP_BINARY, '-d', 'display_errors=1', '-r', $script], $library);
        self::assertSame(0, $status, $output);
        self::assertStringNotContainsString('Warning', $output);
    }

    /**
     * @return iterable<string, array{string}>
     */
    public function snippets(): iterable
    {
        $readme = (string) file_get_contents(dirname(__DIR__) . '/README.md');
        preg_match_all('/^```php\n<\?php\n(.*?)^```$/ms', $readme, $found);
        foreach ($found[1] as $index => $code) {
            yield 'snippet ' . ($index + 1) => [$code];
        }
    }

    public function testTheScriptPlansTheDay(): void
    {
        $library = ['HAULAGE_LIBRARY' => (string) getenv('HAULAGE_LIBRARY')];
        $command = [PHP_BINARY, self::EXAMPLES . 'plan_day.php', '--iterations=50', '--seed=2'];
        [$status, $output] = Installation::run($command, $library);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('0 unassigned, checked: feasible', $output);
    }

    public function testTheCronJobGoesFromDumpsToAPlanAndDoesNothingTwice(): void
    {
        $library = ['HAULAGE_LIBRARY' => (string) getenv('HAULAGE_LIBRARY')];
        $folder = sys_get_temp_dir() . '/haulage-' . bin2hex(random_bytes(6));
        $command = [PHP_BINARY, self::EXAMPLES . 'legacy_sync.php', $folder];
        try {
            [$status, $output] = Installation::run($command, $library);
            self::assertSame(0, $status, $output);
            self::assertStringContainsString('tuesday.csv: applied', $output);
            self::assertStringContainsString('van 1: ', $output);
            $first = file_get_contents($folder . '/shipments.json');
            [$status, $output] = Installation::run($command, $library);
            self::assertSame(0, $status, $output);
            self::assertStringContainsString('tuesday.csv: already_applied', $output);
            self::assertSame($first, file_get_contents($folder . '/shipments.json'), 'nothing is told twice');
        } finally {
            array_map('unlink', glob($folder . '/shipments.state.*/*') ?: []);
            array_map('rmdir', glob($folder . '/shipments.state.*', GLOB_ONLYDIR) ?: []);
            array_map('unlink', glob($folder . '/*') ?: []);
            rmdir($folder);
        }
    }

    public function testThePagePlansTheDay(): void
    {
        $program = Fpm::program();
        if ($program === null) {
            self::markTestSkipped('there is no php-fpm with cgi-fcgi (Debian: php-fpm, libfcgi-bin)');
        }
        $package = new Installation();
        $package->add(self::EXAMPLES, 'examples/php');
        $package->add(self::EXAMPLES . '../data/loggibud', 'examples/data/loggibud');
        $fpm = new Fpm($program, $package, ['ffi.enable' => 'true', 'auto_prepend_file' => $package->path('autoload.php')]);
        $page = $fpm->get($package->path('examples/php/page.php'), 'seconds=0.5&seed=2');
        self::assertStringContainsString('<h1>A day in Rio de Janeiro</h1>', $page);
        self::assertStringContainsString('0 unassigned', $page);
        self::assertStringContainsString('<td>van 1', $page);
    }
}
