"""Exceptions: one class a kind of failure, all of them ``HaulageError``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong in a document."""

    path: str
    """Where: a JSON pointer (RFC 6901) into the document, empty for the document itself."""
    code: str
    """Which rule: stable, dotted, for programs."""
    cause: str
    """What is wrong, with the offending value."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.path or '/'}: {self.cause} ({self.code}); {self.remedy}"


class HaulageError(Exception):
    """Whatever Haulage refuses or fails at."""

    code: str
    """Stable code for programs."""
    message: str
    """One sentence for people."""
    faults: tuple[Fault, ...]
    """Everything wrong with the request."""

    def __init__(self, code: str, message: str, faults: Iterable[tuple[str, str, str, str]] = ()) -> None:
        self.code = code
        self.message = message
        self.faults = tuple(Fault(*fault) for fault in faults)
        super().__init__(code, message, self.faults)

    def __str__(self) -> str:
        if len(self.faults) > 1:
            return "\n".join([f"{len(self.faults)} faults", *(f"  {fault}" for fault in self.faults)])
        return self.message


class ValidationError(HaulageError, ValueError):
    """A document that is not valid; ``faults`` lists everything that is wrong with it."""


class UnknownOperationError(HaulageError, LookupError):
    """There is no operation of that name; ``call("version", {})`` lists them all."""


class RefusedError(HaulageError):
    """The request is well formed, and the answer is no; ``code`` says why."""


class InternalError(HaulageError):
    """A defect of Haulage itself."""
