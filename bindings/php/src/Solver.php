<?php

declare(strict_types=1);

namespace Haulage;

use Haulage\Native\ExecutionTime;

/**
 * How to search and when to stop: whichever limit comes first. Immutable.
 *
 * The search runs in a native thread and PHP looks at it now and then, so that time limits, signals and progress work.
 * Under `max_execution_time` it ends in time for the script to go on, with the best plan so far.
 */
final class Solver
{
    /** @var array<string, int> */
    private array $options = [];
    /** @var callable(Progress): mixed|null */
    private $watcher;
    private ?float $executionTime = null;

    /** Seed of the random numbers: the same seed, iterations and threads give the same plan, byte for byte. */
    public function withSeed(int $seed): self
    {
        return $this->with('seed', $seed);
    }

    /** Most iterations. */
    public function withIterations(int $iterations): self
    {
        return $this->with('iterations', $iterations);
    }

    /** Most seconds. */
    public function withTimeLimit(float $seconds): self
    {
        return $this->with('time_limit_ms', (int) round($seconds * 1000));
    }

    /** Most iterations without a better plan. */
    public function withPatience(int $iterations): self
    {
        return $this->with('no_improvement', $iterations);
    }

    /**
     * Threads that search, one where nothing is said; none outlives the run. Under `max_execution_time` each has its part
     * of what is left, since PHP counts the processor time of all.
     */
    public function withThreads(int $threads): self
    {
        return $this->with('threads', $threads);
    }

    /**
     * Calls `$watcher(Progress $progress)` about ten times a second; when it returns false, the search ends with the best plan
     * so far.
     */
    public function withProgress(callable $watcher): self
    {
        $copy = clone $this;
        $copy->watcher = $watcher;
        return $copy;
    }

    /**
     * Seconds that are left to the script, for one that called `set_time_limit()`; without it, what is left of
     * `max_execution_time` since the request began.
     */
    public function withExecutionTime(float $seconds): self
    {
        $copy = clone $this;
        $copy->executionTime = $seconds;
        return $copy;
    }

    /**
     * Searches until a limit is reached.
     *
     * @throws Exception\HaulageException
     */
    public function solve(Problem $problem): Plan
    {
        $run = $this->start($problem);
        try {
            while (!$run->wait(0.1)) {
                if ($this->watcher !== null && ($this->watcher)($run->progress()) === false) {
                    $run->cancel();
                }
            }
            return $run->plan();
        } finally {
            $run->close();
        }
    }

    /**
     * Starts the search and returns at once.
     *
     * @throws Exception\HaulageException
     */
    public function start(Problem $problem): Run
    {
        $left = $this->executionTime ?? ExecutionTime::left();
        if ($left !== null) {
            $left /= max(1, $this->options['threads'] ?? 1);
        }
        $options = $this->options;
        if ($left !== null && isset($options['time_limit_ms'])) {
            $options['time_limit_ms'] = min($options['time_limit_ms'], (int) round($left * 1000));
        }
        return Run::start($problem, $options, $left);
    }

    private function with(string $option, int $value): self
    {
        $copy = clone $this;
        $copy->options[$option] = $value;
        return $copy;
    }
}
