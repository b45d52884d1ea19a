"""Identifiers of trade and transport by the column: SSCC, GTIN, containers, postal items, air waybills, carriers' numbers."""

from __future__ import annotations

from typing import Any

from haulage._native import Table, identifier_kinds, parse_identifiers

KINDS: tuple[str, ...] = identifier_kinds()
"""Names of all kinds."""


def parse(column: Any, /, kind: str | None = None) -> Table:
    """Reads a column of texts as one ``kind``, or as the likeliest kind of each row.

    ``column`` is anything with the Arrow PyCapsule interface (a polars or pandas series, a pyarrow array) or an iterable
    of ``str``. The table has a row for each: ``identifier`` in canonical form, ``kind``, ``carrier``, and for a text that
    is refused ``error`` (a stable code) and ``detail`` (what is wrong with it). A missing text is missing in all columns.
    """
    return parse_identifiers(column, kind)
