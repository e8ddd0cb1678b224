"""Events: what happened, told upwards; the reactions stand in project/wiring.py."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

__all__ = ["publish", "wire"]

Reaction = Callable[[Any], None]
_within: dict[type, list[str]] = {}
_after: dict[type, list[str]] = {}


def wire(within: Mapping[type, Sequence[str]], after: Mapping[type, Sequence[str]]) -> None:
    """Replace the table of reactions (dotted names). Called once, when Django is ready."""
    _within.clear()
    _after.clear()
    _within.update({event: list(names) for event, names in within.items()})
    _after.update({event: list(names) for event, names in after.items()})


def publish(event: object) -> None:
    """Tell the reactions of an event's type.

    `within` reactions run now, in the publisher's transaction: a statutory clock must not be lost between
    a commit and what follows it (ADR 0005). `after` reactions run once the transaction is committed.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} was published outside a transaction; publish it inside.")
    for name in _within.get(type(event), ()):
        import_string(name)(event)
    for name in _after.get(type(event), ()):
        transaction.on_commit(partial(import_string(name), event))
