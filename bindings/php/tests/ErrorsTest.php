<?php

declare(strict_types=1);

namespace Haulage\Tests;

use FFI;
use Haulage\Exception\HaulageException;
use Haulage\Exception\InvalidDocument;
use Haulage\Exception\UnknownOperation;
use Haulage\Haulage;
use Haulage\Native\Library;
use PHPUnit\Framework\TestCase;

final class ErrorsTest extends TestCase
{
    public function testEveryKindOfErrorIsAnExceptionOfItsOwn(): void
    {
        $this->expectException(UnknownOperation::class);
        Haulage::call('plan.guess');
    }

    public function testAnInvalidDocumentCarriesEveryFault(): void
    {
        try {
            Haulage::call('problem.validate', ['problem' => ['jobs' => 1, 'cars' => []]]);
            self::fail('accepted');
        } catch (InvalidDocument $error) {
            self::assertInstanceOf(HaulageException::class, $error);
            self::assertSame('document.invalid', $error->reason());
            self::assertSame(201, $error->getCode());
            self::assertGreaterThanOrEqual(2, count($error->faults()));
            self::assertSame('/problem/jobs', $error->faults()[0]->path());
        }
    }

    public function testWhatCannotBeJsonIsAnInvalidDocumentToo(): void
    {
        foreach (["\xff", NAN] as $value) {
            try {
                Haulage::call('problem.validate', ['problem' => $value]);
                self::fail('accepted');
            } catch (InvalidDocument $error) {
                self::assertSame('document.encoding', $error->reason());
                self::assertCount(1, $error->faults());
            }
        }
        $this->expectException(InvalidDocument::class);
        Haulage::callJson('version', "{\"\xff\": 1}");
    }

    public function testTheNumbersOfThePackageAreThoseOfTheHeader(): void
    {
        $ffi = FFI::cdef(Library::header(), getenv('HAULAGE_LIBRARY') ?: 'libhaulage.so.1');
        self::assertSame(Library::ABI, $ffi->haulage_abi_version());
        self::assertSame(Library::INVALID_DOCUMENT, $ffi->HAULAGE_STATUS_INVALID_DOCUMENT);
        self::assertSame(901, $ffi->HAULAGE_STATUS_PANIC);
    }

    public function testAHundredThousandCallsLeaveTheMemoryAsItWas(): void
    {
        $call = static function (int $times): void {
            for ($i = 0; $i < $times; $i++) {
                Haulage::call('version');
                if ($i % 10 === 0) {
                    try {
                        Haulage::callJson('version', '[');
                    } catch (InvalidDocument $expected) {
                    }
                }
            }
        };
        $call(2000);
        $before = Support\Days::residentKb();
        $call(100000);
        self::assertLessThan(1024, Support\Days::residentKb() - $before, 'kilobytes after 100,000 calls');
    }
}
