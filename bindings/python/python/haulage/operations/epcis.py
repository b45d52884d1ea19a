"""The operations ``epcis.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from haulage._called import called


def read(
    *,
    document: Any,
    shipment: str,
    pieces: int,
    units: Sequence[Any] | None = None,
) -> dict[str, Any]:
    """What an EPCIS 2.0 document says about a shipment; what means nothing to it is kept.

    ``document``: The JSON-LD document: of events, of a query's result, or a single event.
    ``shipment``: The shipment.
    ``pieces``: How many pieces it has.
    ``units``: Its handling units: an event that another system wrote concerns it when it names one of them; every
        event when there are none. What Haulage wrote names its shipment itself.
    """
    return called(
        "epcis.read",
        {
            "document": document,
            "shipment": shipment,
            "pieces": pieces,
            "units": units,
        },
    )


def write(
    *,
    history: Any,
    created: dt.datetime | str,
) -> dict[str, Any]:
    """The history of a shipment as an EPCIS 2.0 document in JSON-LD.

    ``history``: All that was ever reported of the shipment.
    ``created``: The moment that the document is dated.
    """
    return called(
        "epcis.write",
        {
            "history": history,
            "created": created,
        },
    )
