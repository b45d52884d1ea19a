<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `shipment.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Shipment
{
    private function __construct()
    {
    }

    /**
     * A command on a shipment: accepted with its events, or refused with what this role may do.
     *
     * @param array<string, mixed>|\JsonSerializable $history All that was ever reported of the shipment, in any
     *     order, as often as it was received.
     * @param array<string, mixed>|\JsonSerializable $command What is asked for.
     * @param array{
     *     lifecycle?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `lifecycle`: The lifecycle; the standard one when absent.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function decide($history, $command, array $more = []): array
    {
        return Haulage::call('shipment.decide', ['history' => $history, 'command' => $command] + $more);
    }

    /**
     * Where a shipment stands, whatever the order and repetition in which its events arrived.
     *
     * @param array<string, mixed>|\JsonSerializable $history All that was ever reported of the shipment, in any
     *     order, as often as it was received.
     * @param array{
     *     lifecycle?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `lifecycle`: The lifecycle; the standard one when absent.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function fold($history, array $more = []): array
    {
        return Haulage::call('shipment.fold', ['history' => $history] + $more);
    }

    /**
     * A lifecycle, proven: every state is reached, every shipment can end, every command can be given.
     *
     * @param array{
     *     lifecycle?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `lifecycle`: The lifecycle; the standard one when absent.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function lifecycle(array $more = []): array
    {
        return Haulage::call('shipment.lifecycle', $more);
    }
}
