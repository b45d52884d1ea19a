"""The operations ``goods.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from haulage._called import called


def check(
    *,
    goods: Sequence[Any],
    vehicle: Any | None = None,
) -> dict[str, Any]:
    """The verdict on a load of dangerous and temperature-bound goods, with its reasons.

    ``goods``: The lines, 2,000 at the most, each with a name of its own.
    ``vehicle``: What carries them; left out where that is not decided yet.
    """
    return called(
        "goods.check",
        {
            "goods": goods,
            "vehicle": vehicle,
        },
    )
