<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `hours.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Hours
{
    private function __construct()
    {
    }

    /**
     * What a driver's record breaks, with article, minute and severity, and what is left.
     *
     * @param 'eu'|'us'|'ca'|'au' $jurisdiction Whose law.
     * @param list<mixed> $activities What the driver did. Where nothing else is said, the driver is taken to have had
     *     a long rest just before.
     * @param array{
     *     date?: string,
     *     duty?: 'goods'|'goods_working_time'|'property'|'south_of_60'|'standard_solo',
     *     circumstances?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `date`: The law as of this day; absent: of the day on which the record begins (UTC).
     *     - `duty`: What kind of driving; absent: in the Union driving and rest without the working time of Directive
     *       2002/15/EC.
     *     - `circumstances`: What the record alone does not say.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function audit(string $jurisdiction, array $activities, array $more = []): array
    {
        return Haulage::call('hours.audit', ['jurisdiction' => $jurisdiction, 'activities' => $activities] + $more);
    }

    /**
     * A driver's days as the drawing that a transport manager knows, with what the audit found.
     *
     * @param list<mixed> $activities What the driver did. Of more than 366 days the last are drawn.
     * @param array{
     *     title?: string,
     *     jurisdiction?: 'eu'|'us'|'ca'|'au',
     *     date?: string,
     *     duty?: 'goods'|'goods_working_time'|'property'|'south_of_60'|'standard_solo',
     *     circumstances?: array<string, mixed>|\JsonSerializable,
     * } $more
     *     - `title`: What stands above; absent: the days drawn.
     *     - `jurisdiction`: Whose law; absent: nothing is marked.
     *     - `date`: The law as of this day; absent: of the day on which the record begins (UTC).
     *     - `duty`: What kind of driving; absent: the one usually meant.
     *     - `circumstances`: What the record alone does not say. Days are those of its zone.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function chart(array $activities, array $more = []): array
    {
        return Haulage::call('hours.chart', ['activities' => $activities] + $more);
    }

    /**
     * The best legal timetable for a driver and a sequence of stops, or the rule that forbids it.
     *
     * @param 'eu'|'us'|'ca'|'au' $jurisdiction Whose law.
     * @param array<string, mixed>|\JsonSerializable $trip Driver, stops and what is wanted first.
     * @param array{
     *     date?: string,
     *     duty?: 'goods'|'goods_working_time'|'property'|'south_of_60'|'standard_solo',
     * } $more
     *     - `date`: The law as of this day; absent: of the day from which on the driver may work (UTC).
     *     - `duty`: What kind of driving; absent: the first that its jurisdiction knows.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function schedule(string $jurisdiction, $trip, array $more = []): array
    {
        return Haulage::call('hours.schedule', ['jurisdiction' => $jurisdiction, 'trip' => $trip] + $more);
    }
}
