<?php

declare(strict_types=1);

namespace Haulage\Tests;

use Haulage\Exception\HaulageException;
use Haulage\Exception\InvalidDocument;
use Haulage\Exception\Refused;
use Haulage\Fault;
use Haulage\Haulage;
use PHPUnit\Framework\TestCase;

/**
 * The vectors that Rust and Python run too.
 */
final class VectorsTest extends TestCase
{
    /**
     * @dataProvider vectors
     * @param mixed $expected
     */
    public function testVector(string $operation, string $request, string $kind, $expected): void
    {
        try {
            $found = ['reply', json_decode(Haulage::callJson($operation, $request), true)];
        } catch (HaulageException $error) {
            $faults = array_map(static function (Fault $fault): array {
                return ['code' => $fault->code(), 'path' => $fault->path()];
            }, $error instanceof InvalidDocument || $error instanceof Refused ? $error->faults() : []);
            $found = ['error', ['code' => $error->reason(), 'faults' => $faults]];
        }
        self::assertEquals([$kind, $expected], $found);
    }

    /**
     * @return iterable<string, array{string, string, string, mixed}>
     */
    public function vectors(): iterable
    {
        foreach (glob(dirname(__DIR__, 3) . '/tests/vectors/*.json') as $file) {
            $text = (string) file_get_contents($file);
            // As objects the requests go back as they came, an empty object included.
            $requests = json_decode($text);
            foreach (json_decode($text, true) as $index => $vector) {
                $kind = isset($vector['error']) ? 'error' : 'reply';
                $request = json_encode($requests[$index]->request, JSON_PRESERVE_ZERO_FRACTION);
                yield basename($file) . ': ' . $vector['name'] => [$vector['operation'], $request, $kind, $vector[$kind]];
            }
        }
    }
}
