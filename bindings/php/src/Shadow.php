<?php

declare(strict_types=1);

namespace Haulage;

/**
 * An operation beside the old function that it is to replace: the old answer is what callers get, the difference is recorded.
 *
 *     $shadow = Shadow::of('quote')->comparing('/total', '/preis', '0.01')->recordingTo('/var/log/shadow.jsonl');
 *     $price = $shadow->beside(fn () => old_price($order), fn () => ['tariff' => $tariff, 'shipment' => $shipment]);
 *
 * Whatever goes wrong on the side of Haulage, callers do not notice. What the old function throws is thrown on.
 */
final class Shadow
{
    private string $operation;

    /** @var list<array<string, string>> */
    private array $fields = [];

    private ?string $record = null;

    /** @var (callable(array<string, mixed>): void)|null */
    private $listener = null;

    private function __construct(string $operation)
    {
        $this->operation = $operation;
    }

    public static function of(string $operation): self
    {
        return new self($operation);
    }

    /**
     * Compares a value of Haulage's reply with one of the old answer, each by its JSON pointer; numbers agree within the
     * tolerance, in their own unit. Without any such call, all that the old answer has is compared.
     */
    public function comparing(string $haulage, ?string $legacy = null, ?string $tolerance = null): self
    {
        $field = ['haulage' => $haulage, 'legacy' => $legacy ?? $haulage];
        $shadow = clone $this;
        $shadow->fields[] = $tolerance === null ? $field : $field + ['absolute' => $tolerance];
        return $shadow;
    }

    /** Appends each outcome to a file of JSON lines, for `shadow.report`. */
    public function recordingTo(string $file): self
    {
        $shadow = clone $this;
        $shadow->record = $file;
        return $shadow;
    }

    /**
     * Tells each outcome to a function: the reply of `shadow.compare`, or `['error' => $message]`.
     *
     * @param callable(array<string, mixed>): void $listener
     */
    public function telling(callable $listener): self
    {
        $shadow = clone $this;
        $shadow->listener = $listener;
        return $shadow;
    }

    /**
     * Calls the old function and gives its answer back; asks Haulage the same and records whether it agrees.
     *
     * @template T
     * @param callable(): T $old
     * @param callable(): array<string, mixed> $request makes Haulage's request
     * @param string|null $case your own name for the case, to find it again
     * @return T
     */
    public function beside(callable $old, callable $request, ?string $case = null)
    {
        try {
            $answer = $old();
        } catch (\Throwable $failure) {
            $this->compare($request, $case, []);
            throw $failure;
        }
        $this->compare($request, $case, ['legacy' => $answer]);
        return $answer;
    }

    /**
     * @param callable(): array<string, mixed> $request
     * @param array<string, mixed> $legacy
     */
    private function compare(callable $request, ?string $case, array $legacy): void
    {
        try {
            $asked = $request();
            $outcome = Haulage::call('shadow.compare', $legacy + array_filter([
                'operation' => $this->operation,
                'request' => $asked === [] ? new \stdClass() : $asked,
                'rules' => $this->fields === [] ? null : ['fields' => $this->fields],
                'record' => $this->record,
                'case' => $case,
            ], static fn ($value): bool => $value !== null));
        } catch (\Throwable $failure) {
            $outcome = ['error' => $failure->getMessage()];
        }
        if ($this->listener !== null) {
            try {
                ($this->listener)($outcome);
            } catch (\Throwable $failure) {
                // A listener that fails is no reason for callers to fail.
            }
        }
    }
}
