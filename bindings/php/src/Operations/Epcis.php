<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `epcis.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Epcis
{
    private function __construct()
    {
    }

    /**
     * What an EPCIS 2.0 document says about a shipment; what means nothing to it is kept.
     *
     * @param array<string, mixed>|\JsonSerializable $document The JSON-LD document: of events, of a query's result,
     *     or a single event.
     * @param string $shipment The shipment.
     * @param int $pieces How many pieces it has.
     * @param array{
     *     units?: list<mixed>,
     * } $more
     *     - `units`: Its handling units: an event that another system wrote concerns it when it names one of them;
     *       every event when there are none. What Haulage wrote names its shipment itself.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function read($document, string $shipment, int $pieces, array $more = []): array
    {
        return Haulage::call('epcis.read', ['document' => $document, 'shipment' => $shipment, 'pieces' => $pieces] + $more);
    }

    /**
     * The history of a shipment as an EPCIS 2.0 document in JSON-LD.
     *
     * @param array<string, mixed>|\JsonSerializable $history All that was ever reported of the shipment.
     * @param string $created The moment that the document is dated.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function write($history, string $created): array
    {
        return Haulage::call('epcis.write', ['history' => $history, 'created' => $created]);
    }
}
