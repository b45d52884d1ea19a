<?php

declare(strict_types=1);

namespace Haulage;

use Haulage\Exception\InvalidDocument;
use Haulage\Native\Library;

/**
 * The way in: every operation by name, and the solver of routing problems.
 */
final class Haulage
{
    private function __construct()
    {
    }

    /**
     * Calls an operation: `Haulage::call('problem.validate', ['problem' => $problem])`.
     *
     * An empty PHP array becomes an empty JSON list, but the request itself an object; where a member must be an empty
     * object, give `new \stdClass()`.
     *
     * @param array<string, mixed> $request
     * @return array<string, mixed>
     * @throws Exception\HaulageException
     */
    public static function call(string $operation, array $request = []): array
    {
        return self::decode(self::callJson($operation, self::encode($request === [] ? new \stdClass() : $request)));
    }

    /**
     * The same with JSON on both sides, for whoever passes documents through.
     *
     * @throws Exception\HaulageException
     */
    public static function callJson(string $operation, string $request): string
    {
        return Library::get()->call($operation, $request);
    }

    /**
     * Version of the loaded library.
     *
     * @throws Exception\HaulageException
     */
    public static function version(): string
    {
        return Library::get()->version();
    }

    /**
     * A solver with no limits set yet.
     */
    public static function solver(): Solver
    {
        return new Solver();
    }

    /**
     * @internal
     * @param mixed $document
     */
    public static function encode($document): string
    {
        try {
            $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
            return json_encode($document, $flags);
        } catch (\JsonException $error) {
            $remedy = 'give UTF-8 texts and finite numbers';
            throw new InvalidDocument(
                'the document cannot be written as JSON: ' . $error->getMessage(),
                Library::INVALID_DOCUMENT,
                'document.encoding',
                [new Fault('', 'document.encoding', $error->getMessage(), $remedy)]
            );
        }
    }

    /**
     * @internal
     * @return array<mixed>
     */
    public static function decode(string $document): array
    {
        return json_decode($document, true, 512, JSON_THROW_ON_ERROR);
    }
}
