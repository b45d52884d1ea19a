"""Every operation as a function, with the fields of its request by name and plain values as its reply.

Written from the table of operations; see CONTRIBUTING.
"""

from haulage.operations import (
    docks,
    epcis,
    goods,
    handling,
    hours,
    identifier,
    plan,
    problem,
    promise,
    quote,
    shadow,
    shipment,
    sync,
    tariff,
    version,
    vroom,
)

__all__ = [
    "docks",
    "epcis",
    "goods",
    "handling",
    "hours",
    "identifier",
    "plan",
    "problem",
    "promise",
    "quote",
    "shadow",
    "shipment",
    "sync",
    "tariff",
    "version",
    "vroom",
]
