"""Messages from the web and from outside platforms (网上信访)."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELL"]

CELL = Cell(
    key="online",
    name=_("网上信访"),
    icon="globe",
    channel="online",
    form="single",
    asks=frozenset({"source_number"}),
)
