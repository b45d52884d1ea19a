<?php

declare(strict_types=1);

namespace Haulage;

use FFI\CData;
use Haulage\Exception\Cancelled;
use Haulage\Native\Library;
use Haulage\Native\LiveRuns;

/**
 * A search that is under way in a native thread. The thread never outlives the run, nor the request: closing, destroying and
 * PHP's shutdown all end it first.
 */
final class Run
{
    /** Seconds between two looks; a signal or a time limit is noticed within one. */
    private const GLANCE = 0.02;

    private Library $library;
    private ?CData $handle = null;
    private ?float $deadline;
    private ?Plan $plan = null;

    private function __construct(Library $library, CData $handle, ?float $deadline)
    {
        $this->library = $library;
        $this->handle = $handle;
        $this->deadline = $deadline;
    }

    /**
     * @internal
     * @param array<string, int> $options
     * @param float|null $left seconds until the script has to go on
     */
    public static function start(Problem $problem, array $options, ?float $left): self
    {
        $library = Library::get();
        $native = $library->problemNew($problem->toJson());
        try {
            foreach ($problem->matrices() as $profile => $matrix) {
                $library->problemSetMatrix(
                    $native,
                    (string) $profile,
                    $matrix->packedDistances(),
                    $matrix->packedDurations(),
                    $matrix->size() ** 2,
                    $matrix->holdsDoubles()
                );
            }
            $handle = $library->runStart($native, Haulage::encode((object) $options));
        } finally {
            $library->problemFree($native);
        }
        $run = new self($library, $handle, $left === null ? null : microtime(true) + $left);
        LiveRuns::add($run);
        return $run;
    }

    public function __destruct()
    {
        $this->close();
    }

    /**
     * Waits until the search is over, but no longer than so many seconds; whether it is over.
     *
     * @throws Exception\HaulageException
     */
    public function wait(float $seconds): bool
    {
        $until = microtime(true) + max(0.0, $seconds);
        do {
            $now = microtime(true);
            if ($this->deadline !== null && $now >= $this->deadline) {
                $this->cancel();
                $this->deadline = null;
            }
            $glance = min(self::GLANCE, max(0.0, $until - $now));
            if ($this->library->runWait($this->handle(), (int) round($glance * 1000))) {
                return true;
            }
        } while (microtime(true) < $until);
        return false;
    }

    /**
     * How the search stands.
     *
     * @throws Exception\HaulageException
     */
    public function progress(): Progress
    {
        return Progress::fromJson($this->library->runProgress($this->handle()));
    }

    /**
     * Asks the search to end soon, with the best plan so far.
     *
     * @throws Exception\HaulageException
     */
    public function cancel(): void
    {
        $this->library->runCancel($this->handle());
    }

    /**
     * Waits for the search and takes its plan; later calls give the same one.
     *
     * @throws Cancelled when the run was closed before
     * @throws Exception\HaulageException
     */
    public function plan(): Plan
    {
        if ($this->plan === null) {
            do {
                $over = $this->wait(1.0);
            } while (!$over);
            $this->plan = Plan::fromReply($this->library->runTake($this->handle()));
            $this->close();
        }
        return $this->plan;
    }

    /**
     * Ends the search when it is under way and frees its thread. Any number of times.
     */
    public function close(): void
    {
        if ($this->handle !== null) {
            $handle = $this->handle;
            $this->handle = null;
            $this->library->runFree($handle);
        }
    }

    /** Private: the copy would free the same thread a second time. */
    private function __clone()
    {
    }

    public function __sleep(): array
    {
        throw new Exception\Misuse('A run cannot be serialized: it is a thread of this process.', 0, 'run.serialized');
    }

    private function handle(): CData
    {
        if ($this->handle === null) {
            throw new Cancelled('The run was closed before its plan was taken.', 0, 'run.closed');
        }
        return $this->handle;
    }
}
