"""Telephone calls (来电)."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELL"]

CELL = Cell(
    key="phone",
    name=_("来电"),
    icon="telephone",
    channel="phone",
    form="single",
)
