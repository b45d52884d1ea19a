<?php

declare(strict_types=1);

namespace Haulage\Native;

use FFI;
use FFI\CData;
use FFI\CType;
use Haulage\Exception\AbiMismatch;
use Haulage\Exception\HaulageException;
use Haulage\Exception\InternalError;
use Haulage\Exception\InvalidDocument;
use Haulage\Exception\LibraryNotFound;
use Haulage\Exception\Misuse;
use Haulage\Exception\Refused;
use Haulage\Exception\UnknownOperation;
use Haulage\Fault;

/**
 * The loaded library: the only class that touches FFI. Each method is one function of haulage.h.
 *
 * @internal
 */
final class Library
{
    /** The ABI that this package was made for. */
    public const ABI = 1;

    /** Name under which `ffi.preload` binds the library. */
    public const SCOPE = 'haulage';

    /** The status that PHP's own checks of documents share with the library's. */
    public const INVALID_DOCUMENT = 201;

    private static ?self $instance = null;

    private FFI $ffi;
    private string $origin;
    private CType $bufferSlot;
    private CType $errorSlot;

    private function __construct(FFI $ffi, string $origin)
    {
        $this->ffi = $ffi;
        $this->origin = $origin;
        $this->bufferSlot = $ffi->type('haulage_buffer*');
        $this->errorSlot = $ffi->type('haulage_error*');
    }

    /**
     * @throws LibraryNotFound
     * @throws AbiMismatch
     */
    public static function get(): self
    {
        if (self::$instance === null) {
            self::$instance = self::preloaded() ?? self::load(Locator::find());
        }
        return self::$instance;
    }

    public static function header(): string
    {
        return (string) file_get_contents(dirname(__DIR__, 2) . '/header/haulage-ffi.h');
    }

    /** Where the library came from: its path, or `ffi.preload`. */
    public function origin(): string
    {
        return $this->origin;
    }

    public function version(): string
    {
        return $this->ffi->haulage_version();
    }

    public function abi(): int
    {
        return $this->ffi->haulage_abi_version();
    }

    /**
     * @throws HaulageException
     */
    public function call(string $operation, string $request): string
    {
        $ffi = $this->ffi;
        $out = $ffi->new($this->bufferSlot);
        $err = $ffi->new($this->errorSlot);
        $status = $ffi->haulage_call(
            $operation,
            strlen($operation),
            $request,
            strlen($request),
            FFI::addr($out),
            FFI::addr($err)
        );
        return $this->taken($status, $out, $err);
    }

    /**
     * @throws HaulageException
     */
    public function problemNew(string $document): CData
    {
        $out = $this->ffi->new('haulage_problem*');
        $err = $this->ffi->new($this->errorSlot);
        $this->check(
            $this->ffi->haulage_problem_new($document, strlen($document), FFI::addr($out), FFI::addr($err)),
            $err
        );
        return $out;
    }

    /**
     * @param string $distances packed numbers of the machine's order: 32-bit unsigned, or doubles
     * @throws HaulageException
     */
    public function problemSetMatrix(
        CData $problem,
        string $profile,
        string $distances,
        ?string $durations,
        int $cells,
        bool $doubles
    ): void {
        $bytes = $cells * ($doubles ? 8 : 4);
        if (strlen($distances) !== $bytes || ($durations !== null && strlen($durations) !== $bytes)) {
            throw new Misuse('A matrix holds another number of bytes than it says.', 0, 'argument.length');
        }
        $err = $this->ffi->new($this->errorSlot);
        $set = $doubles ? 'haulage_problem_set_matrix_f64' : 'haulage_problem_set_matrix';
        $this->check(
            $this->ffi->$set($problem, $profile, strlen($profile), $distances, $durations, $cells, FFI::addr($err)),
            $err
        );
    }

    public function problemFree(CData $problem): void
    {
        $this->ffi->haulage_problem_free($problem);
    }

    /**
     * @throws HaulageException
     */
    public function runStart(CData $problem, string $options): CData
    {
        $out = $this->ffi->new('haulage_run*');
        $err = $this->ffi->new($this->errorSlot);
        $this->check(
            $this->ffi->haulage_run_start($problem, $options, strlen($options), FFI::addr($out), FFI::addr($err)),
            $err
        );
        return $out;
    }

    /**
     * @throws HaulageException
     */
    public function runWait(CData $run, int $milliseconds): bool
    {
        $finished = $this->ffi->new('int32_t');
        $err = $this->ffi->new($this->errorSlot);
        $this->check(
            $this->ffi->haulage_run_wait($run, $milliseconds, FFI::addr($finished), FFI::addr($err)),
            $err
        );
        return $finished->cdata !== 0;
    }

    /**
     * @throws HaulageException
     */
    public function runProgress(CData $run): string
    {
        $out = $this->ffi->new($this->bufferSlot);
        $err = $this->ffi->new($this->errorSlot);
        return $this->taken($this->ffi->haulage_run_progress($run, FFI::addr($out), FFI::addr($err)), $out, $err);
    }

    /**
     * @throws HaulageException
     */
    public function runCancel(CData $run): void
    {
        $err = $this->ffi->new($this->errorSlot);
        $this->check($this->ffi->haulage_run_cancel($run, FFI::addr($err)), $err);
    }

    /**
     * @throws HaulageException
     */
    public function runTake(CData $run): string
    {
        $out = $this->ffi->new($this->bufferSlot);
        $err = $this->ffi->new($this->errorSlot);
        return $this->taken($this->ffi->haulage_run_take($run, FFI::addr($out), FFI::addr($err)), $out, $err);
    }

    public function runFree(CData $run): void
    {
        $this->ffi->haulage_run_free($run);
    }

    private static function preloaded(): ?self
    {
        try {
            return self::accepted(FFI::scope(self::SCOPE), 'ffi.preload');
        } catch (FFI\Exception $none) {
            return null;
        }
    }

    private static function load(string $path): self
    {
        try {
            // First the one function that every version has: a header with functions that the library lacks would fail
            // with a message about a symbol.
            self::accepted(FFI::cdef(
                'uint32_t haulage_abi_version(void); uint32_t haulage_oldest_abi(void);',
                $path
            ), $path, false);
            return self::accepted(FFI::cdef(self::header(), $path), $path);
        } catch (FFI\Exception $error) {
            if (strpos($error->getMessage(), 'ffi.enable') !== false) {
                throw new LibraryNotFound(
                    'PHP does not let this script use FFI (ffi.enable=' . ini_get('ffi.enable') . '). Keep it so, and '
                    . 'preload the library: run `bin/haulage preload` and put the lines it prints into php.ini.',
                    0,
                    'library.restricted',
                    $error
                );
            }
            throw Locator::missing($error->getMessage(), $error);
        }
    }

    private static function accepted(FFI $ffi, string $origin, bool $whole = true): ?self
    {
        $newest = $ffi->haulage_abi_version();
        $oldest = $ffi->haulage_oldest_abi();
        if (self::ABI > $newest || self::ABI < $oldest) {
            throw new AbiMismatch(
                "The library from {$origin} speaks ABI {$oldest} to {$newest}, this package ABI " . self::ABI
                . '. Install the library of the same release.',
                0,
                'library.abi'
            );
        }
        return $whole ? new self($ffi, $origin) : null;
    }

    private function taken(int $status, CData $out, CData $err): string
    {
        $this->check($status, $err);
        try {
            return self::text($this->ffi->haulage_buffer_bytes($out));
        } finally {
            $this->ffi->haulage_buffer_free($out);
        }
    }

    private function check(int $status, CData $err): void
    {
        if ($status !== 0) {
            throw $this->exception($status, $err);
        }
    }

    private function exception(int $status, CData $err): HaulageException
    {
        try {
            $reason = self::text($this->ffi->haulage_error_code($err));
            $message = self::text($this->ffi->haulage_error_message($err));
            $faults = Fault::listFromJson(self::text($this->ffi->haulage_error_faults($err)));
        } finally {
            $this->ffi->haulage_error_free($err);
        }
        // By block, as the header promises, so that a number added later still finds its kind.
        switch (true) {
            case $status === $this->ffi->HAULAGE_STATUS_UNKNOWN_OPERATION:
                return new UnknownOperation($message, $status, $reason);
            case $status === $this->ffi->HAULAGE_STATUS_NOT_UTF8 || intdiv($status, 100) === 2:
                return new InvalidDocument($message, $status, $reason, $faults);
            case intdiv($status, 100) === 1 || intdiv($status, 100) === 4:
                return new Misuse($message, $status, $reason);
            case intdiv($status, 100) === 3:
                return new Refused($message, $status, $reason, $faults);
            default:
                return new InternalError($message, $status, $reason);
        }
    }

    private static function text(CData $bytes): string
    {
        return $bytes->len === 0 ? '' : FFI::string($bytes->data, $bytes->len);
    }
}
