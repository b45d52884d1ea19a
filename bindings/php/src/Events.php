<?php

declare(strict_types=1);

namespace Haulage;

/**
 * The events of the legacy dumps that a state has accepted, behind a cursor, page by page: memory holds one page of them.
 *
 *     foreach (Events::of('/var/lib/haulage/shipments.state')->after($cursor) as $cursor => $event) {
 *         apply($event);      // and keep the cursor, best in the same transaction
 *     }
 *
 * @implements \IteratorAggregate<string, array<string, mixed>>
 */
final class Events implements \IteratorAggregate
{
    private string $state;
    private ?string $after = null;
    private int $page = 1000;

    private function __construct(string $state)
    {
        $this->state = $state;
    }

    /** All events that are kept beside a state. */
    public static function of(string $state): self
    {
        return new self($state);
    }

    /** Those behind the cursor of the last event that was seen to; with null, all. */
    public function after(?string $cursor): self
    {
        $copy = clone $this;
        $copy->after = $cursor;
        return $copy;
    }

    /** Reads so many at a time, 1 to 100,000. */
    public function inPagesOf(int $events): self
    {
        $copy = clone $this;
        $copy->page = $events;
        return $copy;
    }

    /**
     * The events in the order in which they are to be applied, each with the cursor to remember once it is seen to.
     *
     * @return \Generator<string, array<string, mixed>>
     * @throws Exception\HaulageException
     */
    public function getIterator(): \Generator
    {
        foreach ($this->pages(true) as $events) {
            foreach ($events as $event) {
                yield $event['cursor'] => $event;
            }
        }
    }

    /**
     * Writes them to a stream as JSON lines.
     *
     * @param resource $stream
     * @return string|null the cursor behind the last one; where there was none, the one that was given
     * @throws Exception\HaulageException
     */
    public function writeTo($stream): ?string
    {
        $cursor = $this->after;
        // As objects, so that an empty one stays one.
        foreach ($this->pages(false) as $events) {
            foreach ($events as $event) {
                $line = Haulage::encode($event) . "\n";
                if (fwrite($stream, $line) !== strlen($line)) {
                    throw new Exception\Misuse('The stream takes no more events.', 0, 'events.stream');
                }
                $cursor = $event->cursor;
            }
        }
        return $cursor;
    }

    /**
     * @return \Generator<int, list<mixed>>
     */
    private function pages(bool $arrays): \Generator
    {
        $request = ['state' => $this->state, 'limit' => $this->page];
        $after = $this->after;
        do {
            $json = Haulage::callJson('sync.events', Haulage::encode($request + ($after === null ? [] : ['after' => $after])));
            $page = (array) json_decode($json, $arrays, 512, JSON_THROW_ON_ERROR);
            yield $page['events'];
            $after = $page['next'];
        } while ($page['more']);
    }
}
