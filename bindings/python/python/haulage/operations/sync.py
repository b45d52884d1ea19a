"""The operations ``sync.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from os import PathLike
from typing import Any

from haulage._called import called


def compare(
    *,
    before: Any,
    after: Any,
    mapping: Any,
    after_mapping: Any | None = None,
    settings: Any | None = None,
    two_threads: bool | None = None,
    scratch: str | PathLike[str] | None = None,
    count_only: bool | None = None,
) -> dict[str, Any]:
    """Two legacy dumps held against each other, in whatever dialects: what changed, with old and new values.

    ``before``: The first dump.
    ``after``: The second.
    ``mapping``: What the columns of the first mean.
    ``after_mapping``: What the columns of the second mean, where that is not the same. Fields are paired by name; the
        key must be the same.
    ``settings``: Of these, `duplicates`, `deletes.marked_by` and `memory_mib` count.
    ``two_threads``: Read both dumps at the same time, the second in a thread of its own that ends with the call.
    ``scratch``: A folder where rows wait that do not fit into the memory; without it, all have to.
    ``count_only``: Count only; no events.
    """
    return called(
        "sync.compare",
        {
            "before": before,
            "after": after,
            "mapping": mapping,
            "after_mapping": after_mapping,
            "settings": settings,
            "two_threads": two_threads,
            "scratch": scratch,
            "count_only": count_only,
        },
    )


def confirm(
    *,
    state: str | PathLike[str],
    held: int,
) -> dict[str, Any]:
    """Confirms deletions that were held for being many: they are announced, in a generation of their own.

    ``state``: The file of the state.
    ``held``: The generation since which they are held, as a run's report names it.
    """
    return called(
        "sync.confirm",
        {
            "state": state,
            "held": held,
        },
    )


def events(
    *,
    state: str | PathLike[str],
    after: str | None = None,
    limit: int | None = None,
    forget: bool | None = None,
) -> dict[str, Any]:
    """The events of accepted dumps behind a cursor, each with the cursor to remember once it is seen to.

    ``state``: The file of the state.
    ``after``: The cursor of the last event that was seen to; absent: from the oldest that is kept.
    ``limit``: How many at most.
    ``forget``: Forget the events of all generations before that of `after`: every consumer has seen to them.
    """
    return called(
        "sync.events",
        {
            "state": state,
            "after": after,
            "limit": limit,
            "forget": forget,
        },
    )


def inspect(
    *,
    dump: Any,
    known: Any | None = None,
    control_text: str | None = None,
) -> dict[str, Any]:
    """A mapping of a legacy dump, proposed from its beginning, with how sure each part is.

    ``dump``: Where it is.
    ``known``: What is known of it already.
    ``control_text``: A control file of SQL*Loader: what it says of the file takes the place of `known.dump`.
    """
    return called(
        "sync.inspect",
        {
            "dump": dump,
            "known": known,
            "control_text": control_text,
        },
    )


def profile(
    *,
    dump: Any,
    mapping: Any | None = None,
    mapping_text: str | None = None,
    before: Any | None = None,
    reports: Sequence[Any] | None = None,
) -> dict[str, Any]:
    """What each column of a legacy dump holds, why rows are refused, and what has drifted.

    ``dump``: Where it is.
    ``mapping``: What its columns mean.
    ``mapping_text``: The same as text, in TOML or JSON.
    ``before``: The profile of the dump before.
    ``reports``: Reports for people to give beside the figures.
    """
    return called(
        "sync.profile",
        {
            "dump": dump,
            "mapping": mapping,
            "mapping_text": mapping_text,
            "before": before,
            "reports": reports,
        },
    )


def replay(
    *,
    columns: Sequence[Any],
    rows: Sequence[Any],
    mapping: Any | None = None,
    mapping_text: str | None = None,
) -> dict[str, Any]:
    """Mended rows of a quarantine, read again under the identity they had in their dump.

    ``columns``: The columns of the dump, in its order.
    ``rows``: The rows, each with `mended` where a person has mended it.
    ``mapping``: What the columns of the dump mean; it says delimiter and encoding too.
    ``mapping_text``: The same as text, in TOML or JSON.
    """
    return called(
        "sync.replay",
        {
            "columns": columns,
            "rows": rows,
            "mapping": mapping,
            "mapping_text": mapping_text,
        },
    )


def run(
    *,
    dump: Any,
    mapping: Any,
    state: Any | None = None,
    settings: Any | None = None,
    now: dt.datetime | str | None = None,
) -> dict[str, Any]:
    """Takes a legacy dump in: what changed since the last one as events, told exactly once.

    ``dump``: The dump.
    ``mapping``: What its columns mean.
    ``state``: What was accepted before. Absent: nothing, and the reply holds the state.
    ``settings``: How it is taken in.
    ``now``: The time of the run, for `settings.whole.quiet_s`.
    """
    return called(
        "sync.run",
        {
            "dump": dump,
            "mapping": mapping,
            "state": state,
            "settings": settings,
            "now": now,
        },
    )
