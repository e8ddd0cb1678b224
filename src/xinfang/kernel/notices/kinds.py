"""The kinds of notice that the rooms above send: a key and what people call it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

__all__ = ["label", "known", "offer_kinds"]

_kinds: dict[str, Promise | str] = {}


def offer_kinds(kinds: Mapping[str, Promise | str]) -> None:
    """Add kinds by key ("matter.accepted"); one that is there already is refused, lest two rooms share it."""
    doubled = sorted(_kinds.keys() & kinds.keys())
    if doubled:
        raise ValueError(f"These kinds of notice are known already: {doubled}. Keep one room for each.")
    _kinds.update(kinds)


def known(kind: str) -> bool:
    """Whether a room has offered the kind."""
    return kind in _kinds


def label(kind: str) -> str:
    """What people call a kind. One of a newer or older version shows its key."""
    return str(_kinds[kind]) if kind in _kinds else _("其他通知（%(kind)s）") % {"kind": kind}
