<?php

declare(strict_types=1);

namespace Haulage\Tests\Support;

/**
 * The package as it is installed: in a folder of its own that every user may read, the library inside.
 */
final class Installation
{
    private string $folder;

    public function __construct(bool $withLibrary = true)
    {
        $this->folder = sys_get_temp_dir() . '/haulage-' . bin2hex(random_bytes(6));
        $package = dirname(__DIR__, 2);
        foreach (['src', 'bin', 'header', 'autoload.php', 'preload.php', 'tests/pages', 'tests/Support'] as $part) {
            $this->copy("{$package}/{$part}", "{$this->folder}/{$part}");
        }
        if ($withLibrary) {
            $this->copy((string) getenv('HAULAGE_LIBRARY'), $this->library());
        }
    }

    public function __destruct()
    {
        exec('rm -rf ' . escapeshellarg($this->folder));
    }

    /** Puts something beside the package. */
    public function add(string $from, string $part): void
    {
        $this->copy(rtrim($from, '/'), $this->path($part));
    }

    public function path(string $part): string
    {
        return "{$this->folder}/{$part}";
    }

    public function library(): string
    {
        return $this->path('lib/linux-' . php_uname('m') . '/libhaulage.so');
    }

    /**
     * Runs PHP there.
     *
     * @param string[] $arguments
     * @param array<string, string> $environment
     * @return array{int, string} exit status, and all output
     */
    public function php(array $arguments, array $environment = []): array
    {
        return self::run(array_merge([PHP_BINARY], $arguments), $environment);
    }

    /**
     * @param string[] $command
     * @param array<string, string> $environment
     * @return array{int, string}
     */
    public static function run(array $command, array $environment = []): array
    {
        $pipes = [];
        $to = [1 => ['pipe', 'w'], 2 => ['redirect', 1]];
        $process = proc_open($command, $to, $pipes, null, $environment + ['PATH' => getenv('PATH')]);
        $output = (string) stream_get_contents($pipes[1]);
        return [proc_close($process), $output];
    }

    private function copy(string $from, string $to): void
    {
        if (!is_dir($from)) {
            is_dir(dirname($to)) || mkdir(dirname($to), 0755, true);
            copy($from, $to);
            chmod($to, 0755);
            return;
        }
        foreach (array_diff(scandir($from), ['.', '..']) as $name) {
            $this->copy("{$from}/{$name}", "{$to}/{$name}");
        }
    }
}
