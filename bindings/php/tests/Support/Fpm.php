<?php

declare(strict_types=1);

namespace Haulage\Tests\Support;

/**
 * A PHP-FPM of one worker, asked through FastCGI without a web server.
 */
final class Fpm
{
    private string $folder;
    /** @var resource */
    private $process;

    /**
     * @param array<string, string> $settings of php.ini
     */
    public function __construct(string $program, Installation $package, array $settings)
    {
        $this->folder = $package->path('fpm');
        mkdir($this->folder, 0755);
        $configuration = [
            '[global]', "error_log = {$this->folder}/log", 'daemonize = no',
            '[www]', "listen = {$this->folder}/socket", 'pm = static', 'pm.max_children = 1', 'clear_env = yes',
        ];
        if (posix_getuid() === 0) {
            $configuration[] = 'user = www-data';
            $settings += ['opcache.preload_user' => 'www-data'];
        }
        file_put_contents("{$this->folder}/fpm.conf", implode("\n", $configuration) . "\n");
        $command = [$program, '--nodaemonize', '--fpm-config', "{$this->folder}/fpm.conf"];
        foreach ($settings as $name => $value) {
            array_push($command, '-d', "{$name}={$value}");
        }
        $log = ['file', "{$this->folder}/output", 'w'];
        $pipes = [];
        $this->process = proc_open($command, [1 => $log, 2 => $log], $pipes);
        for ($i = 0; $i < 200 && !file_exists("{$this->folder}/socket"); $i++) {
            usleep(50000);
        }
    }

    public function __destruct()
    {
        proc_terminate($this->process);
        proc_close($this->process);
    }

    /** The program, null when it or the FastCGI client is not installed. */
    public static function program(): ?string
    {
        $name = sprintf('php-fpm%d.%d', PHP_MAJOR_VERSION, PHP_MINOR_VERSION);
        $paths = array_merge(explode(':', (string) getenv('PATH')), ['/usr/sbin', '/usr/local/sbin']);
        foreach ($paths as $path) {
            foreach ([$name, 'php-fpm'] as $file) {
                if (is_executable("{$path}/{$file}") && Installation::run(['sh', '-c', 'command -v cgi-fcgi'])[0] === 0) {
                    return "{$path}/{$file}";
                }
            }
        }
        return null;
    }

    /** The body of a page; the headers too when the body is empty. */
    public function get(string $script, string $query = ''): string
    {
        [, $answer] = Installation::run(['cgi-fcgi', '-bind', '-connect', "{$this->folder}/socket"], [
            'SCRIPT_FILENAME' => $script,
            'REQUEST_METHOD' => 'GET',
            'QUERY_STRING' => $query,
        ]);
        $parts = preg_split("/\r?\n\r?\n/", $answer, 2);
        return isset($parts[1]) && $parts[1] !== '' ? $parts[1] : $answer . $this->log();
    }

    public function log(): string
    {
        return (string) @file_get_contents("{$this->folder}/log") . (string) @file_get_contents("{$this->folder}/output");
    }
}
