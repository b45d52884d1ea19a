"""Legacy dumps: what they hold and what changed since the last one, as operations and as Arrow."""

from __future__ import annotations

from os import PathLike
from typing import Any

from haulage._native import Batches, dump_events, dump_rows
from haulage.operations.sync import compare, confirm, events, inspect, profile, replay, run

__all__ = ["changes", "compare", "confirm", "events", "inspect", "profile", "replay", "rows", "run"]


def rows(
    dump: str | PathLike[str] | bytes | dict[str, Any],
    /,
    mapping: dict[str, Any] | str,
    *,
    decimals: int = 9,
    batch_rows: int = 65_536,
) -> Batches:
    """The rows of a dump that hold, typed as its mapping says, in batches that are read as they are asked for.

    ``dump`` is the path of a file, compressed or not, its bytes, or ``{"text": ...}``; ``mapping`` a document or its text in TOML or
    JSON. Integers and quantities are 64-bit integers, dates days, instants microseconds in UTC, codes text, and decimals have
    ``decimals`` digits behind the point: a value with more is an error, never rounded. ``Batches.report()`` has the accounts and the
    quarantine of what was read.
    """
    return dump_rows(dump, mapping, decimals, batch_rows)


def changes(
    state: str | PathLike[str],
    /,
    mapping: dict[str, Any] | str,
    *,
    after: str | None = None,
    decimals: int = 9,
    batch_rows: int = 65_536,
) -> Batches:
    """The events of the dumps that a state has accepted, behind the cursor ``after``, in batches that are read as they are asked for.

    Columns are those of ``sync.events``: ``cursor``, ``id``, ``kind``, ``key``, ``row``, ``changed``, ``before`` and ``place``, the rows as structs
    typed as for ``rows``. Remember the last cursor that you have seen to, best in the same transaction.
    """
    return dump_events(state, mapping, after, decimals, batch_rows)
