<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `tariff.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Tariff
{
    private function __construct()
    {
    }

    /**
     * Gaps, overlaps, unreachable rows and falling prices of a tariff, with path, cause and remedy.
     *
     * @param array<string, mixed>|\JsonSerializable $tariff The tariff.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function check($tariff): array
    {
        return Haulage::call('tariff.check', ['tariff' => $tariff]);
    }

    /**
     * Two tariffs over a history of shipments: who gets cheaper, who dearer, by how much in all.
     *
     * @param array<string, mixed>|\JsonSerializable $before The tariff in force.
     * @param array<string, mixed>|\JsonSerializable $after The tariff proposed.
     * @param list<mixed> $history The shipments of the past.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function compare($before, $after, array $history): array
    {
        return Haulage::call('tariff.compare', ['before' => $before, 'after' => $after, 'history' => $history]);
    }

    /**
     * The plain table that a carrier sends as CSV, as rates of a tariff.
     *
     * @param string $text The table: bounds in the first column, a zone in each other, named by the first line.
     * @param array<string, mixed>|\JsonSerializable $format How it is written.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function import(string $text, $format): array
    {
        return Haulage::call('tariff.import', ['text' => $text, 'format' => $format]);
    }
}
