<?php

declare(strict_types=1);

namespace Haulage;

use Haulage\Exception\Misuse;

/**
 * A document that people build by hand: immutable, every `with…` returns a changed copy. Nothing is validated here; the
 * engine validates the whole and reports everything that is wrong.
 */
abstract class Document implements \JsonSerializable
{
    /** @var array<string, mixed> */
    private array $fields;

    /**
     * @param array<string, mixed> $fields
     */
    final protected function __construct(array $fields)
    {
        $this->fields = $fields;
    }

    /**
     * A document as it is written in JSON.
     *
     * @param array<string, mixed> $fields
     * @return static
     */
    public static function fromArray(array $fields): self
    {
        return new static($fields);
    }

    /**
     * Any field of the document, as the JSON Schema has it: for those without a method of their own.
     *
     * @param mixed $value
     * @return static
     */
    public function withField(string $name, $value): self
    {
        return $this->with($name, $value);
    }

    /**
     * The document as it is written in JSON.
     *
     * @return array<string, mixed>
     */
    public function toArray(): array
    {
        return array_map([self::class, 'plain'], $this->fields);
    }

    /**
     * An object even when nothing is set.
     *
     * @return mixed
     */
    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        return (object) $this->fields;
    }

    /**
     * @param mixed $value
     * @return static
     */
    protected function with(string $field, $value): self
    {
        $copy = clone $this;
        $copy->fields[$field] = $value;
        return $copy;
    }

    /**
     * With further elements in a list.
     *
     * @param array<mixed> $values
     * @return static
     */
    protected function adding(string $field, array $values): self
    {
        $copy = clone $this;
        $copy->fields[$field] = array_merge($copy->fields[$field] ?? [], array_values($values));
        return $copy;
    }

    /**
     * @return mixed
     */
    protected function field(string $name)
    {
        return $this->fields[$name] ?? null;
    }

    /**
     * @return array{lat: float, lon: float}
     */
    protected static function position(float $latitude, float $longitude): array
    {
        return ['lat' => $latitude, 'lon' => $longitude];
    }

    /**
     * Seconds of the problem's clock as they are, an instant as RFC 3339.
     *
     * @param int|string|\DateTimeInterface $moment
     * @return int|string
     */
    protected static function moment($moment)
    {
        if ($moment instanceof \DateTimeInterface) {
            return $moment->format(\DateTime::RFC3339);
        }
        if (is_int($moment) || is_string($moment)) {
            return $moment;
        }
        throw new Misuse('A moment is an integer, a text or a DateTimeInterface.', 0, 'argument.moment');
    }

    /**
     * Money: an integer or a decimal text, never a float, which cannot hold a cent.
     *
     * @param int|string $amount
     * @return int|string
     */
    protected static function amount($amount)
    {
        if (is_int($amount) || is_string($amount)) {
            return $amount;
        }
        throw new Misuse('An amount of money is an integer or a text such as "12.50".', 0, 'argument.amount');
    }

    /**
     * @param int|string|\DateTimeInterface $earliest
     * @param int|string|\DateTimeInterface $latest
     * @return array<string, int|string>
     */
    protected static function window($earliest, $latest): array
    {
        return ['earliest' => self::moment($earliest), 'latest' => self::moment($latest)];
    }

    /**
     * @param mixed $value
     * @return mixed
     */
    private static function plain($value)
    {
        if ($value instanceof self) {
            return $value->toArray();
        }
        return is_array($value) ? array_map([self::class, 'plain'], $value) : $value;
    }
}
