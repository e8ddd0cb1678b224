"""Visits (来访): one batch of one to four people; from five on it is a group visit."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELL"]

CELL = Cell(
    key="visit",
    name=_("来访"),
    icon="person-walking",
    channel="visit",
    form="single",
    heads_label=_("来访人数"),
    max_heads=4,
    asks=frozenset({"companions"}),
)
