<?php

declare(strict_types=1);

namespace Haulage\Operations;

use Haulage\Exception\HaulageException;
use Haulage\Haulage;

/**
 * The operations `identifier.*`. Written from the table of operations; see CONTRIBUTING.
 */
final class Identifier
{
    private function __construct()
    {
    }

    /**
     * Which identifiers texts are, in canonical form, or the mistake in them.
     *
     * @param list<mixed> $texts The texts, as people write or scanners send them.
     * @param array{
     *     kind?: 'sscc'|'gtin'|'ean'|'gln'|'gsin'|'grai'|'element_string'|'digital_link'|'container'|'s10'|'air_waybill'|'imo'|'iban'|'vin'|'un_locode'|'hs_code'|'eori'|'carrier',
     * } $more
     *     - `kind`: The kind that all of them should be; left out where that is the question.
     * @return array<string, mixed>
     * @throws HaulageException
     */
    public static function parse(array $texts, array $more = []): array
    {
        return Haulage::call('identifier.parse', ['texts' => $texts] + $more);
    }
}
