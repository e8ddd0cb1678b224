"""Group visits (集体访): five or more on one matter, at most five representatives (条例 2022, 20)."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELL"]

CELL = Cell(
    key="group_visit",
    name=_("集体访"),
    icon="people",
    channel="visit",
    form="group",
    min_heads=5,
    heads_label=_("来访人数"),
    asks=frozenset({"sheet"}),
    anonymous_allowed=False,
    representatives=5,
)
