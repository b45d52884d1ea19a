"""The operations ``handling.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from haulage._called import called


def apply(
    *,
    steps: Sequence[Any],
    load: Any | None = None,
) -> dict[str, Any]:
    """Handling units packed, unpacked, split, merged and received in parts; goods conserved.

    ``steps``: The steps, in their order. One that is refused refuses all.
    ``load``: The load before; nothing when absent.
    """
    return called(
        "handling.apply",
        {
            "steps": steps,
            "load": load,
        },
    )
