"""The operations ``version`` and ``version.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from typing import Any

from haulage._called import called


def version() -> dict[str, Any]:
    """Which library this is, and its operations."""
    return called("version", {})
