<?php

declare(strict_types=1);

namespace Haulage;

/**
 * VROOM's documents as they are: its problem in, its solution out.
 */
final class Vroom
{
    private function __construct()
    {
    }

    /**
     * VROOM's solution document for its problem document.
     *
     * Without options the search ends as the document's flags `x`, `t` and `l` say. What VROOM has and Haulage does not is an
     * exception that names it.
     *
     * @param array<string, mixed> $document
     * @param array<string, int> $options `iterations`, `time_limit_ms`, `no_improvement`, `seed`, `threads`
     * @param array<string, float> $roads `detour` and `speed_kmh` of the ways where the document has no matrices
     * @return array<string, mixed>
     * @throws Exception\HaulageException
     */
    public static function solve(array $document, array $options = [], array $roads = []): array
    {
        return Haulage::call('vroom.solve', array_filter(['problem' => $document, 'options' => $options, 'roads' => $roads]));
    }

    /**
     * The problem that VROOM's document tells of, to go on with what VROOM cannot say.
     *
     * @param array<string, mixed> $document
     * @param array<string, float> $roads as of `solve`
     * @return array<string, mixed>
     * @throws Exception\HaulageException
     */
    public static function read(array $document, array $roads = []): array
    {
        return Haulage::call('problem.read', array_filter(['vroom' => $document, 'roads' => $roads]))['problem'];
    }
}
