"""Prices of whole frames."""

from __future__ import annotations

from typing import Any

from haulage._native import Table, Tariff


def quotes(tariff: Tariff | dict[str, Any], frame: Any, /) -> Table:
    """What each shipment of a frame costs under a tariff, in the frame's order.

    ``tariff`` is a compiled ``Tariff``, or a document that is compiled for this call. ``frame`` is anything with the Arrow
    PyCapsule interface, or an iterable of dicts. It needs ``on``, ``from_country``, ``to_country`` and ``mass_g``, and may have
    ``reference``, ``service``, ``from_postal_code``, ``to_postal_code``, ``distance_m``, ``count``, ``volume_cm3``, ``length_mm``,
    ``width_mm``, ``height_mm``, ``pallet_places``, ``loading_metres``, ``goods_value``, ``features`` and ``currency``. A shipment of
    several kinds of handling units has lists in the columns of units.

    Amounts are decimals of the currency's digits. A row that the tariff has no price for, or that is itself wrong, has an
    ``error`` (a stable code) and a ``detail`` instead; columns that are wrong as a whole are a ``ValidationError``.
    """
    compiled = tariff if isinstance(tariff, Tariff) else Tariff(tariff)
    return compiled.quotes(frame)
