"""The operations ``shipment.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from typing import Any

from haulage._called import called


def decide(
    *,
    history: Any,
    command: Any,
    lifecycle: Any | None = None,
) -> dict[str, Any]:
    """A command on a shipment: accepted with its events, or refused with what this role may do.

    ``history``: All that was ever reported of the shipment, in any order, as often as it was received.
    ``command``: What is asked for.
    ``lifecycle``: The lifecycle; the standard one when absent.
    """
    return called(
        "shipment.decide",
        {
            "history": history,
            "command": command,
            "lifecycle": lifecycle,
        },
    )


def fold(
    *,
    history: Any,
    lifecycle: Any | None = None,
) -> dict[str, Any]:
    """Where a shipment stands, whatever the order and repetition in which its events arrived.

    ``history``: All that was ever reported of the shipment, in any order, as often as it was received.
    ``lifecycle``: The lifecycle; the standard one when absent.
    """
    return called(
        "shipment.fold",
        {
            "history": history,
            "lifecycle": lifecycle,
        },
    )


def lifecycle(
    *,
    lifecycle: Any | None = None,
) -> dict[str, Any]:
    """A lifecycle, proven: every state is reached, every shipment can end, every command can be given.

    ``lifecycle``: The lifecycle; the standard one when absent.
    """
    return called(
        "shipment.lifecycle",
        {
            "lifecycle": lifecycle,
        },
    )
