"""The operations ``shadow.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

import datetime as dt
from os import PathLike
from typing import Any

from haulage._called import called


def compare(
    *,
    operation: str,
    request: Any,
    legacy: Any | None = None,
    rules: Any | None = None,
    record: str | PathLike[str] | None = None,
    at: dt.datetime | str | None = None,
    case: str | None = None,
) -> dict[str, Any]:
    """Runs an operation beside the legacy answer: where they differ and why; the outcome is recorded.

    ``operation``: The operation that is to take over.
    ``request``: Its request, as for a call.
    ``legacy``: The legacy answer, in whatever shape. Without one, the legacy function failed.
    ``rules``: What is compared, and how exactly.
    ``record``: File of JSON lines to which the outcome is appended: the place and cause of every difference, no
        value.
    ``at``: The time, to be recorded.
    ``case``: Your own name for the case, to be recorded.
    """
    return called(
        "shadow.compare",
        {
            "operation": operation,
            "request": request,
            "legacy": legacy,
            "rules": rules,
            "record": record,
            "at": at,
            "case": case,
        },
    )


def report(
    *,
    records: Any,
) -> dict[str, Any]:
    """What recorded comparisons say together: agreement by operation, differences by cause and place.

    ``records``: The file that `shadow.compare` appended to, or its text.
    """
    return called(
        "shadow.report",
        {
            "records": records,
        },
    )
