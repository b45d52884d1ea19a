<?php

declare(strict_types=1);

namespace Haulage;

/**
 * What a job and a stop of a shipment share: service and its windows.
 *
 * @internal
 */
trait ServesAtPlace
{
    /** Seconds of service. */
    public function withService(int $seconds): self
    {
        return $this->with('service_s', $seconds);
    }

    /** Seconds of set-up, spent when the stop before was at another place. */
    public function withSetup(int $seconds): self
    {
        return $this->with('setup_s', $seconds);
    }

    /**
     * A further window in which service may begin.
     *
     * @param int|string|\DateTimeInterface $earliest seconds of the problem's clock, or an instant
     * @param int|string|\DateTimeInterface $latest
     */
    public function withWindow($earliest, $latest): self
    {
        return $this->adding('windows', [self::window($earliest, $latest)]);
    }
}
