<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `sync.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Sync
{
    private function __construct()
    {
    }

    /**
     * Two legacy dumps held against each other, in whatever dialects: what changed, with old and new values.
     *
     * @param array<string, mixed>|\JsonSerializable $before The first dump.
     * @param array<string, mixed>|\JsonSerializable $after The second.
     * @param array<string, mixed>|\JsonSerializable $mapping What the columns of the first mean.
     * @param array{
     *     after_mapping?: array<string, mixed>|\JsonSerializable,
     *     settings?: array<string, mixed>|\JsonSerializable,
     *     two_threads?: bool,
     *     scratch?: string,
     *     count_only?: bool,
     * } $more
     *     - `after_mapping`: What the columns of the second mean, where that is not the same. Fields are paired by
     *       name; the key must be the same.
     *     - `settings`: Of these, `duplicates`, `deletes.marked_by` and `memory_mib` count.
     *     - `two_threads`: Read both dumps at the same time, the second in a thread of its own that ends with the
     *       call.
     *     - `scratch`: A folder where rows wait that do not fit into the memory; without it, all have to.
     *     - `count_only`: Count only; no events.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function compare($before, $after, $mapping, array $more = []): array
    {
        return Haulage::call('sync.compare', ['before' => $before, 'after' => $after, 'mapping' => $mapping] + $more);
    }

    /**
     * Confirms deletions that were held for being many: they are announced, in a generation of their own.
     *
     * @param string $state The file of the state.
     * @param int $held The generation since which they are held, as a run's report names it.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function confirm(string $state, int $held): array
    {
        return Haulage::call('sync.confirm', ['state' => $state, 'held' => $held]);
    }

    /**
     * The events of accepted dumps behind a cursor, each with the cursor to remember once it is seen to.
     *
     * @param string $state The file of the state.
     * @param array{
     *     after?: string,
     *     limit?: int,
     *     forget?: bool,
     * } $more
     *     - `after`: The cursor of the last event that was seen to; absent: from the oldest that is kept.
     *     - `limit`: How many at most.
     *     - `forget`: Forget the events of all generations before that of `after`: every consumer has seen to them.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function events(string $state, array $more = []): array
    {
        return Haulage::call('sync.events', ['state' => $state] + $more);
    }

    /**
     * A mapping of a legacy dump, proposed from its beginning, with how sure each part is.
     *
     * @param array<string, mixed>|\JsonSerializable $dump Where it is.
     * @param array{
     *     known?: array<string, mixed>|\JsonSerializable,
     *     control_text?: string,
     * } $more
     *     - `known`: What is known of it already.
     *     - `control_text`: A control file of SQL*Loader: what it says of the file takes the place of `known.dump`.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function inspect($dump, array $more = []): array
    {
        return Haulage::call('sync.inspect', ['dump' => $dump] + $more);
    }

    /**
     * What each column of a legacy dump holds, why rows are refused, and what has drifted.
     *
     * @param array<string, mixed>|\JsonSerializable $dump Where it is.
     * @param array{
     *     mapping?: array<string, mixed>|\JsonSerializable,
     *     mapping_text?: string,
     *     before?: array<string, mixed>|\JsonSerializable,
     *     reports?: list<mixed>,
     * } $more
     *     - `mapping`: What its columns mean.
     *     - `mapping_text`: The same as text, in TOML or JSON.
     *     - `before`: The profile of the dump before.
     *     - `reports`: Reports for people to give beside the figures.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function profile($dump, array $more = []): array
    {
        return Haulage::call('sync.profile', ['dump' => $dump] + $more);
    }

    /**
     * Mended rows of a quarantine, read again under the identity they had in their dump.
     *
     * @param list<mixed> $columns The columns of the dump, in its order.
     * @param list<mixed> $rows The rows, each with `mended` where a person has mended it.
     * @param array{
     *     mapping?: array<string, mixed>|\JsonSerializable,
     *     mapping_text?: string,
     * } $more
     *     - `mapping`: What the columns of the dump mean; it says delimiter and encoding too.
     *     - `mapping_text`: The same as text, in TOML or JSON.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function replay(array $columns, array $rows, array $more = []): array
    {
        return Haulage::call('sync.replay', ['columns' => $columns, 'rows' => $rows] + $more);
    }

    /**
     * Takes a legacy dump in: what changed since the last one as events, told exactly once.
     *
     * @param array<string, mixed>|\JsonSerializable $dump The dump.
     * @param array<string, mixed>|\JsonSerializable $mapping What its columns mean.
     * @param array{
     *     state?: array<string, mixed>|\JsonSerializable,
     *     settings?: array<string, mixed>|\JsonSerializable,
     *     now?: string,
     * } $more
     *     - `state`: What was accepted before. Absent: nothing, and the reply holds the state.
     *     - `settings`: How it is taken in.
     *     - `now`: The time of the run, for `settings.whole.quiet_s`.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function run($dump, $mapping, array $more = []): array
    {
        return Haulage::call('sync.run', ['dump' => $dump, 'mapping' => $mapping] + $more);
    }
}
