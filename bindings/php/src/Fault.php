<?php

declare(strict_types=1);

namespace Haulage;

/**
 * One thing that is wrong in a document.
 */
final class Fault
{
    private string $path;
    private string $code;
    private string $cause;
    private string $remedy;

    public function __construct(string $path, string $code, string $cause, string $remedy)
    {
        $this->path = $path;
        $this->code = $code;
        $this->cause = $cause;
        $this->remedy = $remedy;
    }

    /**
     * @internal
     * @return self[]
     */
    public static function listFromJson(string $json): array
    {
        $faults = [];
        foreach (Haulage::decode($json) as $fault) {
            $faults[] = new self($fault['path'], $fault['code'], $fault['cause'], $fault['remedy']);
        }
        return $faults;
    }

    /** Where: a JSON pointer into the document, empty for the document itself. */
    public function path(): string
    {
        return $this->path;
    }

    /** Which rule: stable, for programs. */
    public function code(): string
    {
        return $this->code;
    }

    /** What is wrong, with the offending value. */
    public function cause(): string
    {
        return $this->cause;
    }

    /** What to do about it. */
    public function remedy(): string
    {
        return $this->remedy;
    }
}
