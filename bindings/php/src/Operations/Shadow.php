<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `shadow.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Shadow
{
    private function __construct()
    {
    }

    /**
     * Runs an operation beside the legacy answer: where they differ and why; the outcome is recorded.
     *
     * @param string $operation The operation that is to take over.
     * @param array<string, mixed>|\JsonSerializable $request Its request, as for a call.
     * @param array{
     *     legacy?: array<string, mixed>|\JsonSerializable,
     *     rules?: array<string, mixed>|\JsonSerializable,
     *     record?: string,
     *     at?: string,
     *     case?: string,
     * } $more
     *     - `legacy`: The legacy answer, in whatever shape. Without one, the legacy function failed.
     *     - `rules`: What is compared, and how exactly.
     *     - `record`: File of JSON lines to which the outcome is appended: the place and cause of every difference,
     *       no value.
     *     - `at`: The time, to be recorded.
     *     - `case`: Your own name for the case, to be recorded.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function compare(string $operation, $request, array $more = []): array
    {
        return Haulage::call('shadow.compare', ['operation' => $operation, 'request' => $request] + $more);
    }

    /**
     * What recorded comparisons say together: agreement by operation, differences by cause and place.
     *
     * @param array<string, mixed>|\JsonSerializable $records The file that `shadow.compare` appended to, or its text.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function report($records): array
    {
        return Haulage::call('shadow.report', ['records' => $records]);
    }
}
