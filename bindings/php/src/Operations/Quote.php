<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `quote` and `quote.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Quote
{
    private function __construct()
    {
    }

    /**
     * What a shipment costs under a tariff: every line with the rule it comes from.
     *
     * @param array<string, mixed>|\JsonSerializable $tariff The tariff.
     * @param array<string, mixed>|\JsonSerializable $shipment The shipment.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function quote($tariff, $shipment): array
    {
        return Haulage::call('quote', ['tariff' => $tariff, 'shipment' => $shipment]);
    }

    /**
     * What many shipments cost under one tariff, row by row; a row without a price says why.
     *
     * @param array<string, mixed>|\JsonSerializable $tariff The tariff.
     * @param list<mixed> $shipments The shipments.
     * @param array{
     *     lines?: bool,
     * } $more
     *     - `lines`: Whether each row carries its whole quote with all lines, beside the total.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function many($tariff, array $shipments, array $more = []): array
    {
        return Haulage::call('quote.many', ['tariff' => $tariff, 'shipments' => $shipments] + $more);
    }

    /**
     * A stored quote computed again: the same to the last digit, or the lines that differ.
     *
     * @param array<string, mixed>|\JsonSerializable $tariff The tariff.
     * @param array<string, mixed>|\JsonSerializable $shipment The shipment.
     * @param array<string, mixed>|\JsonSerializable $quote The quote as stored.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function replay($tariff, $shipment, $quote): array
    {
        return Haulage::call('quote.replay', ['tariff' => $tariff, 'shipment' => $shipment, 'quote' => $quote]);
    }
}
